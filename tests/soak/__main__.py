"""python tests/soak SEED: the document of a seed and what the engine says of it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from stream import checked

if __name__ == "__main__":
    one, complaints, report = checked(int(sys.argv[1]))
    print(one.sheet.text)
    print(one.sheet.path, one.form, one.habits)
    for finding in report.findings:
        print(finding.verdict.value, repr(one.sheet.text[finding.start : finding.end]))
    for complaint in complaints:
        print("!", complaint.kind, "|", complaint.what, "|", complaint.line)
