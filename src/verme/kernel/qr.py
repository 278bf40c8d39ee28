"""QR codes that a telephone's camera reads from a page or a wall."""

import io

INK = "#1b1f23"
QUIET_ZONE = 4  # modules of light around the code that the standard asks for


def svg(address: str, *, border: int = QUIET_ZONE, light: str | None = None) -> bytes:
    """The address as an SVG picture, error correction M (a stain over a seventh of it does no harm).

    `border` in modules: 0 only where the page itself leaves white around it. `light` is the colour under the code, None for none: a page
    that may be dark needs one. Whoever shows it says the address in words beside it.
    """
    import segno  # slow import

    buffer = io.BytesIO()
    segno.make_qr(address, error="m", boost_error=False).save(
        buffer, kind="svg", border=border, dark=INK, light=light, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False
    )
    return buffer.getvalue()
