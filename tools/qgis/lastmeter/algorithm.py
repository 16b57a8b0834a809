# SPDX-License-Identifier: Apache-2.0
"""A command of the program as a Processing algorithm: a study file in, a result folder and coloured layers out."""
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import (QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException,
                       QgsProcessingLayerPostProcessorInterface, QgsProcessingOutputFile, QgsProcessingParameterBoolean,
                       QgsProcessingParameterFile, QgsProcessingParameterFolderDestination)

from .layers import layers_of
from .program import command_line, find_program, run_program

PROGRAM_SETTING = "LASTMETER_PROGRAM"
REFUSED, MISSED = 3, 4  # exit codes with a result to look at: faults in the data, a target that cannot be met


class Stacking(QgsProcessingLayerPostProcessorInterface):
    """Puts layers into a group, the first at the bottom; Processing itself loads them in the order of their names. QGIS
    deletes the object with the context, so every layer needs one of its own."""

    kept = []  # and QGIS holds no reference to it

    def __init__(self, title, sources):
        super().__init__()
        self.title = title
        self.sources = sources
        self.kept.append(self)

    def postProcessLayer(self, layer, context, _feedback):
        layer.loadDefaultStyle()  # which Processing leaves out
        root = context.project().layerTreeRoot()
        node = root.findLayer(layer.id())
        if not node:
            return
        group = root.findGroup(self.title) or root.insertGroup(0, self.title)
        rank = self.sources.index(layer.source())
        above = sum(1 for each in group.findLayers()
                    if each.layer().source() in self.sources and self.sources.index(each.layer().source()) > rank)
        group.insertChildNode(above, node.clone())
        node.parent().removeChildNode(node)


class Algorithm(QgsProcessingAlgorithm):
    COMMAND, TITLE, HELP = "", "", ""
    STUDY, FOLDER, OVERWRITE, LOAD = "STUDY", "FOLDER", "OVERWRITE", "LOAD"

    def name(self):
        return self.COMMAND

    def displayName(self):
        return self.TITLE

    def shortHelpString(self):
        return self.HELP + ("\nThe study file (TOML) names the layers and what is asked; `lastmeter init FILES` writes "
                            "one. The result folder appears whole or not at all.")

    def createInstance(self):
        return type(self)()

    def initAlgorithm(self, _configuration=None):
        self.addParameter(QgsProcessingParameterFile(self.STUDY, "Study file", extension="toml"))
        self.addParameter(QgsProcessingParameterFolderDestination(self.FOLDER, "Result folder"))
        self.addParameter(QgsProcessingParameterBoolean(self.OVERWRITE, "Replace an earlier result", False))
        self.addParameter(QgsProcessingParameterBoolean(self.LOAD, "Load the layers", True))
        self.addOutput(QgsProcessingOutputFile("ISSUES", "Ledger of issues (CSV)"))
        self.addOutput(QgsProcessingOutputFile("GEOPACKAGE", "All layers (GeoPackage)"))

    def processAlgorithm(self, parameters, context, feedback):
        program = find_program(ProcessingConfig.getSetting(PROGRAM_SETTING) or "")
        if not program:
            raise QgsProcessingException("the program lastmeter was not found: set its path in Settings, Options, "
                                         "Processing, Providers, lastmeter")
        folder = self.parameterAsString(parameters, self.FOLDER, context)
        outcome = run_program(
            command_line(program, self.COMMAND, self.parameterAsFile(parameters, self.STUDY, context), folder,
                         self.parameterAsBool(parameters, self.OVERWRITE, context)),
            lambda stage, share: self.show(feedback, stage, share), feedback.isCanceled)
        feedback.pushInfo(outcome.text)
        if outcome.code is None:
            return {}
        if outcome.code not in (0, REFUSED, MISSED):
            raise QgsProcessingException("\n".join(outcome.errors) or f"the program ended with {outcome.code}")
        if outcome.code == REFUSED or self.COMMAND == "check":
            folder += "-check"
        if outcome.code != 0:
            feedback.reportError("the data have faults, see the ledger" if outcome.code == REFUSED else
                                 "what the study file asks for cannot be met; the nearest plan is shown")
        if context.project() and self.parameterAsBool(parameters, self.LOAD, context):
            self.load(folder, context)
        return {self.FOLDER: folder, "ISSUES": f"{folder}/issues.csv",
                "GEOPACKAGE": f"{folder}/study.gpkg" if not folder.endswith("-check") else ""}

    @staticmethod
    def show(feedback, stage, share):
        feedback.setProgressText(stage)
        feedback.setProgress(100.0 * share if share is not None else 0.0)

    def load(self, folder, context):
        layers = layers_of(folder, self.COMMAND)
        sources = [each.source for each in layers]
        for each in layers:
            details = QgsProcessingContext.LayerDetails(each.title, context.project(), each.title)
            details.setPostProcessor(Stacking(f"lastmeter {self.COMMAND}", sources))
            context.addLayerToLoadOnCompletion(each.source, details)


class Check(Algorithm):
    COMMAND, TITLE = "check", "Check the files"
    HELP = "Are the files clean? Every fault with its place, its figure and what to do, as a layer and a table."


class Coverage(Algorithm):
    COMMAND, TITLE = "coverage", "Coverage within 500 m"
    HELP = "Who reaches a post within the radius, in straight line and on foot, and who does not."


class Partition(Algorithm):
    COMMAND, TITLE = "partition", "Draw zones anew"
    HELP = "Zones within household bounds that hang together, as [partition] of the study file asks."


class Place(Algorithm):
    COMMAND, TITLE = "place", "Where the next posts go"
    HELP = "Sites for new posts, as [placement] of the study file asks, with a bound that no plan can beat."


class Run(Algorithm):
    COMMAND, TITLE = "run", "Everything the study file asks for"
    HELP = "Check, coverage, placement and zones in one go, with the map page and the workbook."


ALGORITHMS = (Check, Coverage, Partition, Place, Run)
