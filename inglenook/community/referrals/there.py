"""Help to get to a service: what a form says already when somebody comes to it from the page of one."""

from inglenook.core.refs import is_ref

from ..models import Service


def wish(there: str | None) -> dict:
    """Initial values; `there` is a service's ref, "" for any of what was found, None when nobody asks for this."""
    if there is None:
        return {}
    service = Service.objects.on_offer().filter(ref=there).first() if is_ref(there) else None
    where = f"to {service.name}" if service else "to a group or place near me"
    return {"reason": f"I would like help to get {where}.", "barriers": ["getting_about"]}
