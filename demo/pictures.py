"""A drawn picture for every article, so that pages look like pages."""

WIDTH, HEIGHT = 660, 400


def drawing(number: int, colour: str) -> str:
    """A landscape as SVG, different for each number."""
    turn = number * 9 % 360
    hills = f"M0 {240 + turn // 6} Q165 {150 + turn // 4} 330 {260 - turn // 8} T660 230 V400 H0Z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="hsl({turn},35%,72%)"/>'
        f'<path d="{hills}" fill="{colour}" opacity=".55"/>'
        f'<circle cx="{90 + turn}" cy="95" r="38" fill="#fff8d6"/></svg>'
    )
