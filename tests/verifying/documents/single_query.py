"""One query against two keys, worked by hand first."""

import numpy as np
from toy import attend


def test_single_query() -> None:
    Q = np.array([[2.0, 1.0]])
    K = np.array([[1.0, 0.0], [1.0, 1.0]])
    V = np.eye(2)
    # scores, without a scale:
    #   q·k1 = 2*1 + 1*0 = 2
    #   q·k2 = 2*1 + 1*1 = 3
    # exponentials:
    #   exp(2) ≈ 7.389
    #   exp(3) ≈ 20.086
    #   sum = 7.389 + 20.086 = 27.475
    # weights:
    #   softmax([2, 3]) = [0.400, 0.600]
    # output:
    #   0.400*[1, 0] + 0.600*[0, 1] = [0.400, 0.600]
    assert np.allclose(attend(Q, K, V), [[0.4, 0.6]])
