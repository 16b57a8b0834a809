// SPDX-License-Identifier: Apache-2.0
#include "io/connection.h"

#include <gtest/gtest.h>

namespace lastmeter {
namespace {

TEST(Connection, APasswordWithAQuestionMarkIsHiddenWhole) {
  for (const char* path : {"PG:postgresql://me:s3?cret@db/x", "PG:postgresql://me:s3@?cret@db/x",
                           "PG:postgresql://me:s3#cret@db/x?sslmode=off"}) {
    EXPECT_EQ(without_password(path).find("cret"), std::string::npos) << path;
    EXPECT_NE(without_password(path).find("@db/x"), std::string::npos) << path;
  }
  EXPECT_EQ(without_password("PG:postgresql://me@db:5432/x?application_name=a@b"),
            "PG:postgresql://me@db:5432/x?application_name=a@b");
}

TEST(Connection, AnAddressSaysHowItsPasswordIsWritten) {
  EXPECT_NE(connection_fix("PG:postgresql://me:s3@cret@db/x").find("percent-encoded (@ as %40"), std::string::npos);
  EXPECT_EQ(connection_fix("PG:postgresql://me:s3@cret@db/x").find("s3"), std::string::npos);
  EXPECT_EQ(connection_fix("PG:host=db").find("%40"), std::string::npos);
}

TEST(WithoutPassword, HidesItInConnectionStrings) {
  EXPECT_EQ(without_password("PG:host=db user=me password=s3cret dbname=x"),
            "PG:host=db user=me password=*** dbname=x");
  EXPECT_EQ(without_password("PG:host=db PASSWORD=s3cret"), "PG:host=db PASSWORD=***");
  EXPECT_EQ(without_password("PG:password='a b' host=db"), "PG:password=*** host=db");
  EXPECT_EQ(without_password("PG:password=a password=b"), "PG:password=*** password=***");
}

TEST(WithoutPassword, AllowsSpacesAndEscapesAsLibpqDoes) {
  EXPECT_EQ(without_password("PG:host=db password = s3cret dbname=x").find("s3cret"), std::string::npos);
  EXPECT_EQ(without_password("PG:password='it\\'s3cret' host=db").find("s3cret"), std::string::npos);
}

TEST(WithoutPassword, HidesItInUris) {
  EXPECT_EQ(without_password("PG:postgresql://me:s3cret@db:5432/x"), "PG:postgresql://me:***@db:5432/x");
  EXPECT_EQ(without_password("PG:postgresql://me@db:5432/x"), "PG:postgresql://me@db:5432/x");
  EXPECT_EQ(without_password("PG:postgresql://me:s3@cret@db/x").find("cret"), std::string::npos);
  EXPECT_EQ(without_password("postgresql://me:s3cret@db/x").find("s3cret"), std::string::npos) << "without PG:";
}

TEST(WithoutPassword, HidesAllOfOneThatIsWrittenWrong) {
  EXPECT_EQ(without_password("PG:host=db password=s3 cret dbname = x"), "PG:host=db password=*** dbname = x");
  EXPECT_EQ(without_password("PG:host=db password=s3 cret "), "PG:host=db password=*** ");
  EXPECT_EQ(without_password("PG:postgresql://me:s3/cret@db/x?sslmode=off"), "PG:postgresql://me:***@db/x?sslmode=off");
}

TEST(WithoutSecrets, HidesWhatALibraryQuotesOfThePassword) {
  const std::string path = "PG:host=db password=s3 cret dbname=x";
  EXPECT_EQ(without_secrets("missing \"=\" after \"cret\" in connection info string", path),
            "missing \"=\" after \"***\" in connection info string");
  EXPECT_EQ(without_secrets("cannot open " + path, path), "cannot open PG:host=db password=*** dbname=x");
  EXPECT_EQ(without_secrets("database \"x\" does not exist", path), "database \"x\" does not exist");
  EXPECT_EQ(without_secrets("an \"open quote", path), "an \"open quote");
  EXPECT_EQ(without_secrets("role \"db\"", "PG:host=db"), "role \"db\"");
}

TEST(WithoutPassword, KnowsOtherSources) {
  EXPECT_EQ(without_password("MYSQL:x,user=me,password=s3cret").find("s3cret"), std::string::npos);
  EXPECT_EQ(without_password("MSSQL:server=db;uid=me;pwd=s3cret").find("s3cret"), std::string::npos);
  EXPECT_EQ(without_password("/vsicurl/https://me:s3cret@host/a.zip"), "/vsicurl/https://me:***@host/a.zip");
  EXPECT_EQ(without_password("https://host:8080/a@b.geojson"), "https://host:8080/a@b.geojson");
}

TEST(WithoutPassword, LeavesPathsAlone) {
  EXPECT_EQ(without_password("data/password=x.shp"), "data/password=x.shp");
  EXPECT_EQ(without_password(""), "");
}

}  // namespace
}  // namespace lastmeter
