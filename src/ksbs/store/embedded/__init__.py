"""The embedded PostgreSQL: a real server that nobody has to install or start.

```python
with embedded_server() as server:
    connection = psycopg.connect(server.dsn)
```
"""

from ksbs.store.embedded.doctor import Finding, diagnose
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import default_home
from ksbs.store.embedded.launcher import Server, embedded_server

__all__ = [
    "EmbeddedServerError",
    "Finding",
    "Server",
    "default_home",
    "diagnose",
    "embedded_server",
]
