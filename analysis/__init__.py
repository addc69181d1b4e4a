"""Standpoint: who says what in the news, where they stand on your question, and how the article tells it.

The flow, one function a step, each taking tables and returning a new one (``describe_tables`` says what is in them)::

    import analysis as an

    study = an.load_study("../data/study.toml")                    # the question, its targets, the articles
    articles = an.load_articles(study)                             # text without the page's furniture
    statements, actors = an.extract_statements(articles, study)    # who said what, with exact spans
    positions = an.classify_stance(statements, study, articles)    # where each statement stands
    actor_positions = an.summarize_positions(positions, statements)
    an.chart_positions(actor_positions, actors, statements)
    an.show_article(articles, statements, positions, "morning-star-246855")
    an.export_report(study, "../reports")

``analyse_study`` goes the whole way at once; ``write_report`` makes a report of what it returns. ``analysis.framing`` measures how the
articles tell it, ``analysis.charts`` draws, ``analysis.validation`` makes coding sheets and compares labels with what people coded.
Importing this package loads no model and opens no connection.
"""

from analysis.aggregate import roll_up_actors, summarize_positions
from analysis.agreements import summarize_agreements
from analysis.charts import chart_positions, chart_table, dress_charts, show_chart
from analysis.exports import export_event_list, export_figures, export_graphml, export_tables, list_labels, read_tables
from analysis.flow import Results, analyse_frames, analyse_study, classify_table, extract_statements
from analysis.framing import find_copies
from analysis.hypotheses import build_hypotheses
from analysis.ingest import load_articles, load_corpus
from analysis.models import load_scorer, score_pairs
from analysis.outlets import compare_outlets, summarize_outlet_stances, summarize_outlets
from analysis.report import export_report, show_article, write_report
from analysis.stance import build_target, classify_stance, classify_texts, classify_with_scores, list_unaddressed
from analysis.study import Study, StudyError, load_study
from analysis.tables import describe_tables
from analysis.trends import account_positions, find_shifts, summarize_trends
from analysis.views import explore, filter_positions, show_actor, show_article_card, show_statement, show_study

__all__ = [
    "Results", "Study", "StudyError", "account_positions", "analyse_frames", "analyse_study", "build_hypotheses", "build_target",
    "chart_positions", "chart_table", "classify_stance", "classify_table", "classify_texts", "classify_with_scores", "compare_outlets",
    "describe_tables", "dress_charts", "explore", "export_event_list", "export_figures", "export_graphml", "export_report", "export_tables",
    "extract_statements", "filter_positions", "find_copies", "find_shifts", "list_labels", "list_unaddressed", "load_articles",
    "load_corpus", "load_scorer", "load_study", "read_tables", "roll_up_actors", "score_pairs", "show_actor", "show_article",
    "show_article_card", "show_chart", "show_statement", "show_study", "summarize_agreements", "summarize_outlet_stances",
    "summarize_outlets", "summarize_positions", "summarize_trends", "write_report",
]  # fmt: skip
