"""Who is counted together, by the address that they come from."""

import ipaddress

#: One customer of a provider has at least such a part of IPv6 to himself (RFC 6177).
_CUSTOMER = 64


def origin(address: str) -> str:
    """Who is counted together: an IPv4 address, or all of IPv6 that one customer has.

    >>> origin("192.0.2.7"), origin("2001:db8:1:2:3::4"), origin("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7')
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""  # no address at all, as of a Unix socket
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.IPv6Network((ip.packed, _CUSTOMER), strict=False).network_address)
    return str(ip)
