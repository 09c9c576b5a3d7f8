"""Files of formats that other packages read: their loader does the work, and nothing it does ends a run."""

from __future__ import annotations

from pathlib import Path

from ..errors import OnRecordError, UnreadableFile
from ..plugins import LOADERS, Article, load_plugin
from .decoding import settle
from .draft import Draft, Reading
from .fields import facts_from_fields
from .limits import ReadingLimits, megabytes


def read_plugged(path: Path, suffix: str, *, limits: ReadingLimits) -> Reading:
    """The articles that the loader for `suffix` finds in a file. Raises `UnreadableFile` with the loader's own
    words, or naming it where it fails or gives what is no article."""
    size = path.stat().st_size
    if size > limits.max_file_bytes:
        raise UnreadableFile(f"file of {megabytes(size)}; at most {megabytes(limits.max_file_bytes)} is taken")
    try:
        articles = list(load_plugin(LOADERS, suffix).load(path))
    except OnRecordError as error:
        raise UnreadableFile(str(error)) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a stranger's code; the report says whose
        raise UnreadableFile(f"the loader for .{suffix} failed ({type(error).__name__}: {error})") from error
    if len(articles) > limits.max_documents_per_file:
        raise UnreadableFile(f"more than {limits.max_documents_per_file:,} articles; split it into several files")
    drafts = []
    for number, article in enumerate(articles, 1):
        if not isinstance(article, Article) or not isinstance(article.text, str):
            raise UnreadableFile(f"the loader for .{suffix} gave {type(article).__name__}, not an Article with a text")
        facts = facts_from_fields({str(name): value for name, value in article.fields.items()})
        drafts.append(Draft(settle(article.text), facts, part=f"article{number}" if len(articles) > 1 else ""))
    return Reading(tuple(drafts))
