"""A private PostgreSQL for tests: Debian's binaries, a cluster in a temporary folder, a Unix socket, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL whose `initdb` and `pg_ctl` are installed."""
    found = [
        path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb") if (path.parent / "pg_ctl").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name)) if found else None


class Cluster:
    """Runs until `stop`. PostgreSQL refuses root, so root hands it to the packaged user."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user, pwd.getpwnam(self._user).pw_gid)
        self._run("initdb", "-D", f"{self.folder}/data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=100"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", options, "start")
        self._n_projects = 0

    def new_project(self) -> str:
        """The URL of an empty schema, a place for one project: a hundred times cheaper than a database of its own."""
        import psycopg

        self._n_projects += 1
        name = f"project_{self._n_projects}"
        with psycopg.connect(f"host={self.folder} user=onrecord dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://onrecord@/postgres?host={self.folder}&options=-csearch_path%3D{name}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            user=self._user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} ended with status {done.returncode}")
