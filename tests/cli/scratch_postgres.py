# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server with PostGIS of a test's own, in a folder of its own, that no network reaches."""
import os
import pathlib
import shutil
import subprocess
import tempfile


def programs():
    """Where a PostgreSQL server with PostGIS is installed, or nothing."""
    for folder in sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        control = pathlib.Path("/usr/share/postgresql") / folder.parent.name / "extension" / "postgis.control"
        if control.exists() and shutil.which("psql"):
            return folder
    return None


class Server:
    """Started when made; `close` stops it and removes its folder. Superuser gis, database postgres with PostGIS."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lastmeter-pg-"))
        self.as_server = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # it refuses to run as root
        if self.as_server:
            shutil.chown(self.folder, "postgres")
            self.folder.chmod(0o755)
        self.call(*self.as_server, programs() / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "gis", "-E",
                  "UTF8", "--locale=C.UTF-8")
        self.start()
        self.sql("CREATE EXTENSION postgis")

    def call(self, *command):
        subprocess.run([*map(str, command)], check=True, timeout=120, cwd=self.folder, stdout=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL)

    def control(self, *words):
        self.call(*self.as_server, programs() / "pg_ctl", "-D", self.folder / "data", "-w", *words)

    def start(self):
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.control("-l", self.folder / "server.log", "-o", options, "start")

    def stop(self):
        self.control("-m", "immediate", "stop")

    def close(self):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, True)

    def sql(self, text, database="postgres", user="gis"):
        """What a query gives: lines of columns parted by |."""
        done = subprocess.run(["psql", "-h", self.folder, "-U", user, "-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", text,
                               database], capture_output=True, text=True, timeout=120, check=False,
                              env={**os.environ, "PGCLIENTENCODING": "UTF8"})
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout.strip("\n").split("\n") if done.stdout.strip("\n") else []

    def connection(self, database="postgres", user="gis", password="s3cret"):
        return f"PG:host={self.folder} user={user} dbname={database} password={password}"
