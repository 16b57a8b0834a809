# SPDX-License-Identifier: Apache-2.0
"""QGIS asks here for the plugin."""


def classFactory(_iface):  # the name is QGIS's
    from .provider import Plugin
    return Plugin()
