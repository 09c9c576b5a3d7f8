"""An extractor that asks a language model on a server of one's own, and believes it only where the text agrees.

Read `extractor.py` first. The model's words never become evidence: what it answers is looked up in the document, and
what does not stand there is left out and counted.
"""
