# SPDX-License-Identifier: Apache-2.0
"""The plugin and its Processing provider: five algorithms and the path of the program as a setting."""
from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsApplication, QgsProcessingProvider

from .algorithm import ALGORITHMS, PROGRAM_SETTING


class Provider(QgsProcessingProvider):
    def id(self):
        return "lastmeter"

    def name(self):
        return "lastmeter"

    def longName(self):
        return "lastmeter: who reaches a service within 500 m"

    def load(self):
        ProcessingConfig.addSetting(Setting(self.name(), PROGRAM_SETTING, "Program (empty: found on the PATH)", "",
                                            valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        ProcessingConfig.removeSetting(PROGRAM_SETTING)

    def loadAlgorithms(self):
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())


class Plugin:
    """What QGIS holds while the plugin is on. initProcessing is called by qgis_process, initGui by the desktop."""

    def __init__(self):
        self.provider = None

    def initProcessing(self):
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        if self.provider:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
