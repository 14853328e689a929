"""Whether the site answers on this machine."""

import urllib.error
import urllib.request
from http.client import HTTPException

# Without the proxy of the surroundings: it knows nothing of this machine's own addresses.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> bool:
    """Whether something that speaks HTTP is there, whatever it says."""
    try:
        with OPENER.open(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, HTTPException):  # nobody, or somebody who speaks something else
        return False
