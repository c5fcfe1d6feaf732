"""python tests/soak SEED [slip|mistake]: the document of a seed and what the engine says of it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from stream import checked, checked_mistake, checked_slip

if __name__ == "__main__":
    kind = sys.argv[2] if len(sys.argv) > 2 else "clean"
    answer = {"clean": checked, "slip": checked_slip, "mistake": checked_mistake}[kind](int(sys.argv[1]))
    assert answer is not None, "the clean document is not read as it should be"
    one, complaints, report = answer
    print(one.sheet.text)
    print(one.sheet.path, one.form, one.habits)
    for finding in report.findings:
        text = one.sheet.text[finding.start : finding.end]
        print(f"{finding.verdict.value:<10}{finding.by:<10}{text!r} {finding.expected}")
    for complaint in complaints:
        print("!", complaint.kind, "|", complaint.what, "|", complaint.line)
