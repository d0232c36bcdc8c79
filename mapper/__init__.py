"""From a folder of Ombudsman's annual letters to a static map of England's councils."""

__version__ = "0.1.0"
