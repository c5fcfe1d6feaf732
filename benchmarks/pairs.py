"""Answers of hand calculations of attention beside what they should be: right, correctly rounded and wrong ones."""

from __future__ import annotations

A = r"\frac{1}{1+e^{3\sqrt{2}}}"
"""The first weight of the two-word example: 0.014172…"""
B = r"\frac{e^{3\sqrt{2}}}{1+e^{3\sqrt{2}}}"
W = r"\frac{e^{1/\sqrt{2}}}{1+e^{1/\sqrt{2}}}"
"""softmax(1/√2, 0): 0.669762…"""

Pair = tuple[str, str, bool]
"""What is due, what is answered, and whether a teacher would take it; in LaTeX, without dollars."""

EQUAL: list[Pair] = [
    (r"\frac{1}{2}", r"0.5", True),
    (r"\frac{2}{4}", r"\frac{1}{2}", True),
    (r"\frac{1}{\sqrt{2}}", r"\frac{\sqrt{2}}{2}", True),
    (r"\sqrt{8}", r"2\sqrt{2}", True),
    (r"1 \cdot 3 + 2 \cdot 4", r"11", True),
    (r"(-1) \cdot 2 + 3 \cdot (-2)", r"-8", True),
    (A, r"\frac{e^{5/\sqrt{2}}}{e^{5/\sqrt{2}}+e^{11/\sqrt{2}}}", True),
    (B, r"1-\frac{1}{1+e^{3\sqrt{2}}}", True),
    (W, r"\frac{1}{1+e^{-1/\sqrt{2}}}", True),
    (r"\frac{e^{2}}{e^{2}+e^{1}}", r"\frac{e}{e+1}", True),
    (r"e^{\ln 3}", r"3", True),
    (
        r"3-\frac{2}{1+e^{3\sqrt{2}}}",
        r"\frac{1}{1+e^{3\sqrt{2}}} \cdot 1 + \frac{e^{3\sqrt{2}}}{1+e^{3\sqrt{2}}} \cdot 3",
        True,
    ),
    (r"\begin{pmatrix} 5 & 11 \\ 11 & 25 \end{pmatrix}", r"\begin{pmatrix} 5 & 11 \\ 11 & 25 \end{pmatrix}", True),
    (r"\begin{pmatrix} \frac{1}{2} & \frac{1}{2} \end{pmatrix}", r"\begin{pmatrix} 0.5 & 0.5 \end{pmatrix}", True),
    (r"0.3 \cdot 1.2", r"0.36", True),
    (r"10^{6}", r"1000000", True),
]
ROUNDED: list[Pair] = [
    (A, r"0.014", True),
    (A, r"0.0142", True),
    (A, r"0.01417", True),
    (A, r"1.4\%", True),
    (B, r"0.986", True),
    (B, r"0.98583", True),
    (W, r"0.67", True),
    (W, r"0.670", True),
    (W, r"0.6698", True),
    (r"\frac{1}{\sqrt{2}}", r"0.707", True),
    (r"\frac{1}{\sqrt{2}}", r"0.71", True),
    (r"\sqrt{2}", r"1.414", True),
    (r"\frac{11}{\sqrt{2}}", r"7.78", True),
    (r"\frac{25}{\sqrt{2}}", r"17.68", True),
    (r"e^{1/\sqrt{2}}", r"2.028", True),
    (r"e^{5/\sqrt{2}}", r"34.31", True),
    (r"e^{11/\sqrt{2}}", r"2388", True),
    (r"e^{25/\sqrt{2}}", r"4.757 \times 10^{7}", True),
    (r"\frac{1}{3}", r"0.333", True),
    (r"\frac{2}{3}", r"0.667", True),
    (r"1+2e^{1/\sqrt{2}}", r"5.056", True),
    (r"3-\frac{2}{1+e^{3\sqrt{2}}}", r"2.972", True),
    (
        r"\begin{pmatrix} \frac{1}{\sqrt{2}} & \sqrt{2} \end{pmatrix}",
        r"\begin{pmatrix} 0.707 & 1.414 \end{pmatrix}",
        True,
    ),
    (r"\begin{pmatrix} \frac{1}{3} & \frac{2}{3} \end{pmatrix}", r"\begin{pmatrix} 0.33 & 0.67 \end{pmatrix}", True),
]
WRONG: list[Pair] = [
    (A, r"0.041", False),
    (A, r"0.002", False),
    (A, r"0.0141", False),
    (A, r"0.14", False),
    (A, r"\frac{1}{1+e^{3}}", False),
    (B, r"0.014", False),
    (B, r"0.985", False),
    (W, r"0.731", False),
    (W, r"0.66", False),
    (W, r"0.330", False),
    (r"\frac{1}{\sqrt{2}}", r"0.5", False),
    (r"\sqrt{2}", r"1.44", False),
    (r"\frac{11}{\sqrt{2}}", r"15.56", False),
    (r"e^{1/\sqrt{2}}", r"2.208", False),
    (r"e^{7.78}", r"2396.0", False),
    (r"e^{25/\sqrt{2}}", r"4.8 \times 10^{6}", False),
    (r"1 \cdot 3 + 2 \cdot 4", r"12", False),
    (r"(-1) \cdot 2 + 3 \cdot (-2)", r"4", False),
    (r"\frac{1}{3}", r"0.334", False),
    (r"1+2e^{1/\sqrt{2}}", r"5.065", False),
    (r"\begin{pmatrix} 5 & 11 \\ 11 & 25 \end{pmatrix}", r"\begin{pmatrix} 7 & 10 \\ 15 & 22 \end{pmatrix}", False),
    (r"\begin{pmatrix} \frac{1}{3} & \frac{2}{3} \end{pmatrix}", r"\begin{pmatrix} 0.33 & 0.76 \end{pmatrix}", False),
]
PAIRS = {"equal": EQUAL, "correctly rounded": ROUNDED, "wrong": WRONG}
