"""The workbench in the browser: parses requests, calls `workbench` and `project`, renders pages.

`create_app` makes the application, `serving.serve` runs it. Nothing here decides what a decision means.
"""
