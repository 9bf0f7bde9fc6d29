"""Pictures: accessible SVG without scripts, fonts or addresses from outside."""
