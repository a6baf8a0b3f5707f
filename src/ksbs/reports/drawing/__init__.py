"""Charts as SVG, drawn here: the same figures give the same bytes on every machine.

No style sheet and no script (the pages' content security policy forbids both inline),
no colour that carries meaning alone, and every figure is also text.

A page may set other colours by class: `k0` to `k5` are the series or states, `halo` is
the ground around a text that lines cross, `ground` that of a pattern.
"""
