"""Accuracy and speed against labelled data, peers and published figures."""
