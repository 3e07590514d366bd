"""From where and how a request comes, when a proxy of the city's own stands before the program."""

from __future__ import annotations

from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
GetResponse = Callable[[HttpRequest], HttpResponseBase]


SCHEME: Final = "HTTP_X_FORWARDED_PROTO"
log = structlog.get_logger()


class ProxyMiddleware:
    """Put the visitor's own address where a trusted proxy's stands, before anything else reads it.

    Whether the visitor spoke TLS is told by trusted proxies only as well: nobody else's word reaches Django.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.trusted = tuple(ip_network(told) for told in settings.ONESEAL_TRUSTED_PROXIES)
        if settings.SECURE_SSL_REDIRECT and not self.trusted:
            log.warning("http.no_proxy_trusted", setting="ONESEAL_TRUSTED_PROXIES", means="pages redirect for ever")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on with the address and the scheme that the trusted proxies vouch for."""
        met = request.META.get("REMOTE_ADDR", "")
        if not is_trusted_proxy(met, trusted=self.trusted):
            request.META.pop(SCHEME, None)
        elif told := request.META.get("HTTP_X_FORWARDED_FOR", ""):
            request.META["REMOTE_ADDR"] = visitor_address(met, told, trusted=self.trusted)
        return self.get_response(request)


def is_trusted_proxy(met: str, *, trusted: Collection[Network]) -> bool:
    """Return True when an address is that of a proxy of the city's own."""
    return _is_trusted(_address(met), trusted)


def visitor_address(met: str, forwarded: str, *, trusted: Collection[Network]) -> str:
    """Return the address of the visitor: `met` itself, unless it is a trusted proxy that names another.

    Each proxy appends whom it met, so the list is read from its end, and only as long as trusted proxies wrote it:
    whatever stands before the first untrusted entry may be forged. Where the list says nothing that can be read, the
    proxy's own address stays.
    """
    if not is_trusted_proxy(met, trusted=trusted):
        return met
    for entry in reversed(forwarded.split(",")):
        told = _address(entry)
        if told is None:
            return met
        if not _is_trusted(told, trusted):
            return str(told)
    return met


def _is_trusted(address: Address | None, trusted: Collection[Network]) -> bool:
    return address is not None and any(address in network for network in trusted)


def _address(entry: str) -> Address | None:
    """Return the address of an entry without port, brackets and zone, IPv4 in IPv6 as IPv4; None for no address."""
    told = entry.strip()
    if told.startswith("["):
        told, bracket, port = told[1:].partition("]")
        if not bracket or not _is_port(port):
            return None
    elif told.count(":") == 1:
        told, colon, port = told.partition(":")
        if not _is_port(colon + port):
            return None
    try:
        found = ip_address(told.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _is_port(told: str) -> bool:
    """Return True for nothing, and for a colon and a number."""
    return not told or (told[0] == ":" and told[1:].isascii() and told[1:].isdecimal())
