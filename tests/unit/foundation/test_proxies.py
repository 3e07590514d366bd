"""Whose word on a visitor's address is believed."""

from ipaddress import ip_network

import pytest

from config import env
from oneseal.foundation.http.proxies import visitor_address

TRUSTED = tuple(map(ip_network, ("127.0.0.1/32", "10.20.0.0/28", "fd00:1::/64")))
VISITORS = [
    pytest.param("203.0.113.7", "10.1.2.3", "203.0.113.7", id="who is no proxy of ours is not believed"),
    pytest.param("", "10.1.2.3", "", id="nor is who has no address"),
    pytest.param("127.0.0.1", "203.0.113.7", "203.0.113.7", id="a proxy says whom it met"),
    pytest.param("127.0.0.1", "203.0.113.7, 10.20.0.5", "203.0.113.7", id="two proxies in a row"),
    pytest.param("127.0.0.1", "10.1.2.3, 203.0.113.7", "203.0.113.7", id="what the visitor wrote himself is left"),
    pytest.param("127.0.0.1", "10.1.2.3,203.0.113.7,10.20.0.5", "203.0.113.7", id="also before two proxies"),
    pytest.param("127.0.0.1", "10.20.0.5, 203.0.113.7", "203.0.113.7", id="also when he names a proxy"),
    pytest.param("127.0.0.1", "", "127.0.0.1", id="a proxy that says nothing stays"),
    pytest.param("127.0.0.1", "10.20.0.5", "127.0.0.1", id="and one that met only proxies"),
    pytest.param("127.0.0.1", "2001:db8::1", "2001:db8::1", id="IPv6"),
    pytest.param("fd00:1::9", "2001:DB8:0::1", "2001:db8::1", id="IPv6 from an IPv6 proxy, in its short form"),
    pytest.param("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7", id="a proxy met as IPv4 in IPv6"),
    pytest.param("127.0.0.1", "::ffff:10.1.2.3", "10.1.2.3", id="a visitor met as IPv4 in IPv6"),
    pytest.param("127.0.0.1", "203.0.113.7:4711", "203.0.113.7", id="a port"),
    pytest.param("127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1", id="brackets and a port"),
    pytest.param("127.0.0.1", "[2001:db8::1]", "2001:db8::1", id="brackets alone"),
    pytest.param("127.0.0.1", "fe80::1%eth0", "fe80::1", id="a zone is no part of the address"),
    pytest.param("127.0.0.1", "203.0.113.7, unknown", "127.0.0.1", id="a word instead of an address"),
    pytest.param("127.0.0.1", "203.0.113.7,", "127.0.0.1", id="an empty last entry"),
    pytest.param("127.0.0.1", "203.0.113.7:port", "127.0.0.1", id="no port"),
    pytest.param("127.0.0.1", "[2001:db8::1", "127.0.0.1", id="half a bracket"),
    pytest.param("127.0.0.1", "[2001:db8::1]4711", "127.0.0.1", id="something behind the bracket"),
    pytest.param("127.0.0.1", "203.0.113.007", "127.0.0.1", id="leading zeros"),
    pytest.param("127.0.0.1", "203.0.113.7/24", "127.0.0.1", id="a network"),
]


@pytest.mark.parametrize(("met", "forwarded", "visitor"), VISITORS)
def test_a_visitor_s_address_is_told_by_trusted_proxies_only(met, forwarded, visitor):
    assert visitor_address(met, forwarded, trusted=TRUSTED) == visitor


def test_trusted_proxies_are_addresses_and_networks(monkeypatch):
    monkeypatch.setenv("ONESEAL_TRUSTED_PROXIES", " 127.0.0.1, 10.20.0.0/28,,fd00:1::/64 ")

    assert env.networks("ONESEAL_TRUSTED_PROXIES") == ("127.0.0.1/32", "10.20.0.0/28", "fd00:1::/64")


def test_nobody_is_trusted_where_nobody_is_named(monkeypatch):
    monkeypatch.delenv("ONESEAL_TRUSTED_PROXIES", raising=False)

    assert env.networks("ONESEAL_TRUSTED_PROXIES") == ()


@pytest.mark.parametrize("told", ["proxy.example.org", "10.20.0.5/28", "0.0.0.0/0", "::/0", "127.0.0.1 10.0.0.1"])
def test_a_start_with_other_proxies_is_refused_by_name(monkeypatch, told):
    monkeypatch.setenv("ONESEAL_TRUSTED_PROXIES", f"127.0.0.1,{told}")

    with pytest.raises(ValueError, match="ONESEAL_TRUSTED_PROXIES names '") as refused:
        env.networks("ONESEAL_TRUSTED_PROXIES")

    assert repr(told) in str(refused.value)
