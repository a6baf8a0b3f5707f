"""The programmes of the demo, one function each: what happened, on which day.

What these functions say holds for every seed, and docs/tutorial/ tells it in words.
"""
