"""Reports: the page for a reader, the notebooks as pages, and an article with its statements marked up."""

from analysis.report.article_view import render_article, show_article
from analysis.report.build import export_notebook, export_report, render_report, write_report

__all__ = ["export_notebook", "export_report", "render_article", "render_report", "show_article", "write_report"]
