"""Noticing that Inglenook itself has gone quiet: no messages left, no replies came, work stopped, a gateway refuses."""
