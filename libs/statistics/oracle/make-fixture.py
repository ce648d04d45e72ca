"""Reference results for libs/statistics, from implementations that share no code with it.

Closed forms are evaluated with mpmath at 60 digits and checked here against scipy and statsmodels wherever those have
the same method, so that the fixture is neither our own formula in double precision nor theirs. Run in any environment
with scipy, statsmodels and mpmath:

    python make-fixture.py > fixture.json
"""

import json
import math
import platform
import random
import sys
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy
import scipy.stats as st
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

mp.mp.dps = 60
TAILS = {"at95": mp.mpf("0.025"), "at998": mp.mpf("0.001")}
Z = {name: mp.sqrt(2) * mp.erfinv(1 - 2 * tail) for name, tail in TAILS.items()}
rng = random.Random(5)


def agree(ours, theirs, absolute=1e-11, relative=1e-7, what=""):
    ours, theirs = float(ours), float(theirs)
    if not math.isclose(ours, theirs, rel_tol=relative, abs_tol=absolute):
        raise SystemExit(f"{what}: {ours!r} against {theirs!r}")


def both(limits):
    return {name: [float(v) for v in limits(name)] for name in TAILS}


# --- proportions -----------------------------------------------------------------------------------------------------
def wilson(x, n, name):
    z, p = Z[name], mp.mpf(x) / n
    centre, half = p + z * z / (2 * n), z * mp.sqrt(p * (1 - p) / n + z * z / (4 * mp.mpf(n) ** 2))
    lower, upper = ((centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n))
    return (mp.mpf(0) if x == 0 else lower), (mp.mpf(1) if x == n else upper)


def proportions():
    rows = []
    for n in [1, 2, 3, 7, 10, 41, 100, 999, 12345, 310338, 10**7, 10**12]:
        for x in sorted({0, 1, 2, 3, n // 1000, n // 20, n // 3, n // 2, n - n // 10, n - 2, n - 1, n}):
            if not 0 <= x <= n:
                continue
            for name, tail in TAILS.items():
                low, high = proportion_confint(x, n, alpha=float(2 * tail), method="wilson")
                agree(wilson(x, n, name)[0], low, what=f"wilson {x}/{n}")
                agree(wilson(x, n, name)[1], high, what=f"wilson {x}/{n}")
            rows.append({"x": x, "n": n, **both(lambda name: wilson(x, n, name))})
    for x, n in [(0.05, 1), (0.25, 8.5), (2.5, 7.25), (1e-6, 20), (19.999999, 20)]:
        rows.append({"x": x, "n": n, **both(lambda name: wilson(mp.mpf(x), mp.mpf(n), name))})
    return rows


# --- Poisson ---------------------------------------------------------------------------------------------------------
def gamma_point(shape, tail, upper):
    """Root of the regularised incomplete gamma function, by Newton steps on logarithms from scipy's value."""
    a = mp.mpf(shape)
    start = st.gamma.isf(float(tail), float(a)) if upper else st.gamma.ppf(float(tail), float(a))
    log = mp.log(mp.mpf(float(start))) if start > 0 else mp.log(tail) / a
    for _ in range(200):
        point = mp.e**log
        area = mp.gammainc(a, point, mp.inf, regularized=True) if upper else mp.gammainc(a, 0, point, regularized=True)
        slope = mp.e ** (a * log - point - mp.loggamma(a)) / area
        step = (mp.log(area) - mp.log(tail)) / (-slope if upper else slope)
        log -= max(mp.mpf(-1), min(mp.mpf(1), step))
        if abs(step) < mp.mpf(10) ** -30:
            return mp.e**log
    raise SystemExit(f"no root for {shape}")


def exact_poisson(x, name):
    return (mp.mpf(0) if x == 0 else gamma_point(x, TAILS[name], False)), gamma_point(x + 1, TAILS[name], True)


def byar(x, name):
    x, z = mp.mpf(x), Z[name]
    y = x + 1
    return x * (1 - 1 / (9 * x) - z / (3 * mp.sqrt(x))) ** 3, y * (1 - 1 / (9 * y) + z / (3 * mp.sqrt(y))) ** 3


def poisson():
    rows = []
    counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9.5, 0.05, 0.25, 0.5, 1.5, 10, 11, 25, 99, 100, 500, 1000, 4999, 20000]
    for x in counts:
        row = {"x": x, "exact": both(lambda name: exact_poisson(x, name))}
        if x >= 1.5:
            row["byar"] = both(lambda name: byar(x, name))
        for name, tail in TAILS.items():
            if x == int(x):
                low, high = confint_poisson(x, 1, method="exact-c", alpha=float(2 * tail))
                agree(row["exact"][name][0], 0 if x == 0 else low, what=f"poisson {x}")
                agree(row["exact"][name][1], high, what=f"poisson {x}")
        rows.append(row)
    return rows


# --- standardised rates ----------------------------------------------------------------------------------------------
ESP2013 = [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000]


def standardised():
    rows = []
    for scale in [1, 3, 20, 200, 5000]:
        for _ in range(4):
            events = [rng.randint(0, scale) for _ in ESP2013]
            if sum(events) < 10:
                events[9] += 10
            people = [rng.randint(50, 20000) for _ in ESP2013]
            weight = sum(ESP2013)
            rate = sum(mp.mpf(x) * w / n for x, w, n in zip(events, ESP2013, people)) / weight
            variance = sum(x * (mp.mpf(w) / n) ** 2 for x, w, n in zip(events, ESP2013, people)) / mp.mpf(weight) ** 2
            total = sum(events)

            def limits(name):
                return [
                    (rate + mp.sqrt(variance / total) * (bound - total)) * 100000 for bound in byar(total, name)
                ]

            reference = [(rng.randint(1, 400), rng.randint(10000, 20000)) for _ in ESP2013]
            expected = sum(Fraction(x, m) * n for (x, m), n in zip(reference, people))
            rows.append(
                {
                    "events": events,
                    "people": people,
                    "dsr": float(rate * 100000),
                    "dsrLimits": both(limits),
                    "reference": reference,
                    "expected": float(expected),
                    "ratio": float(Fraction(total) / expected),
                    "ratioLimits": both(lambda name: [b / mp.mpf(float(expected)) for b in byar(total, name)]),
                }
            )
    return rows


# --- inequality ------------------------------------------------------------------------------------------------------
def inequality():
    rows = []
    for quantiles in [5, 10, 20]:
        for kind in ["other", "rate", "proportion"]:
            people = [rng.randint(2000, 30000) for _ in range(quantiles)]
            values = [
                (0.45 - 0.25 * i / quantiles + rng.uniform(-0.03, 0.03)) * (1 if kind == "proportion" else 180)
                for i in range(quantiles)
            ]
            shares = np.array(people) / sum(people)
            rank = np.cumsum(shares) - shares / 2
            design = np.column_stack([np.sqrt(shares), rank * np.sqrt(shares)])

            def line(y):
                start, slope = sm.OLS(np.sqrt(shares) * y, design).fit().params
                return float(start), float(slope)

            plain = line(np.array(values))
            row = {"kind": kind, "people": people, "values": values, "plain": plain}
            if kind == "rate":
                start, slope = line(np.log(values))
                row["ends"] = [math.exp(start), math.exp(start + slope)]
            if kind == "proportion":
                logit = lambda p: np.log(p / (1 - p))
                back = lambda t: 1 / (1 + math.exp(-t))
                start, slope = line(logit(np.array(values)))
                row["ends"] = [back(start), back(start + slope)]
            # The slope is linear in the values, so for a normal indicator its simulated limits have a true answer.
            error = 0.02 * (1 if kind == "proportion" else 180)
            weights = np.linalg.pinv(design)[1] * np.sqrt(shares)
            row["error"] = error
            row["slopeError"] = float(error * np.sqrt((weights**2).sum()))
            rows.append(row)
    return rows


# --- funnels ---------------------------------------------------------------------------------------------------------
def funnels():
    rows = []
    for average in [0.001, 0.05, 0.37, 0.5, 0.93]:
        for population in [1, 20, 500, 310338]:

            def touching(name):
                """Observed proportions q with (q - p)^2 = z^2 p(1 - p)/n: their Wilson interval ends at the average."""
                z, p, n = Z[name], mp.mpf(str(average)), mp.mpf(population)
                ends = sorted(mp.re(q) for q in mp.polyroots([1, -2 * p, p * p - z * z * p * (1 - p) / n], extraprec=200))
                for q in ends:
                    # The limits of Wilson's interval extend to any q; one of them has to be the average.
                    half = z * mp.sqrt(q * (1 - q) / n + z * z / (4 * n * n))
                    touch = [(q + z * z / (2 * n) + side * half) / (1 + z * z / n) for side in (-1, 1)]
                    agree(min(abs(mp.re(t) - p) for t in touch), 0, what="funnel")
                return max(mp.mpf(0), ends[0]), min(mp.mpf(1), ends[1])

            rows.append({"average": average, "population": population, **both(touching)})
    return rows


# --- two proportions -------------------------------------------------------------------------------------------------
def newcombe(a, n1, b, n2, name):
    p, q = mp.mpf(a) / n1, mp.mpf(b) / n2
    (l1, u1), (l2, u2) = wilson(a, n1, name), wilson(b, n2, name)
    return (p - q) - mp.sqrt((p - l1) ** 2 + (u2 - q) ** 2), (p - q) + mp.sqrt((u1 - p) ** 2 + (q - l2) ** 2)


def fisher(a, n1, b, n2):
    having = a + b
    first, last = max(0, having - n2), min(having, n1)
    weights = {k: math.comb(n1, k) * math.comb(n2, having - k) for k in range(first, last + 1)}
    total, observed = sum(weights.values()), weights[a]
    unlikely = sum(w for w in weights.values() if w * 10**7 <= observed * (10**7 + 1))
    return mp.mpf(unlikely) / total


def tables():
    cases = [(0, 5, 3, 5), (1, 20, 6, 18), (3, 4, 1, 4), (0, 10, 0, 12), (7, 7, 9, 9), (5, 5, 0, 8), (12, 40, 30, 41)]
    cases += [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (0, 10, 10, 10)]
    cases += [(130, 1300, 3, 50), (1, 100000, 4, 90000), (2, 310338, 9, 15502), (500, 1000, 640, 1000), (900, 1000, 40, 900)]
    for _ in range(60):
        n1, n2 = (int(10 ** rng.uniform(0, 3.3)) + 1 for _ in range(2))
        cases.append((rng.randint(0, n1), n1, rng.randint(0, n2), n2))
    rows = []
    for a, n1, b, n2 in cases:
        grid = [[a, n1 - a], [b, n2 - b]]
        row = {"a": a, "n1": n1, "b": b, "n2": n2}
        row["newcombe"] = both(lambda name: newcombe(a, n1, b, n2, name))
        for name, tail in TAILS.items():
            low, high = confint_proportions_2indep(a, n1, b, n2, method="newcomb", compare="diff", alpha=float(2 * tail))
            agree(row["newcombe"][name][0], low, what="newcombe")
            agree(row["newcombe"][name][1], high, what="newcombe")
        row["fisher"] = float(fisher(a, n1, b, n2))
        agree(row["fisher"], st.fisher_exact(grid)[1], absolute=1e-300, what=f"fisher {grid}")
        if a > 0 and b > 0:
            ratio = mp.mpf(a) * n2 / (mp.mpf(b) * n1)
            spread = mp.sqrt(mp.mpf(1) / a - mp.mpf(1) / n1 + mp.mpf(1) / b - mp.mpf(1) / n2)
            row["ratio"] = float(ratio)
            row["katz"] = both(lambda name: [ratio * mp.e ** (-Z[name] * spread), ratio * mp.e ** (Z[name] * spread)])
            for name, tail in TAILS.items():
                low, high = Table2x2(np.array(grid), shift_zeros=False).riskratio_confint(alpha=float(2 * tail))
                agree(row["katz"][name][0], low, what="katz")
                agree(row["katz"][name][1], high, what="katz")
        if 0 < a + b < n1 + n2:
            N, A, B = n1 + n2, a + b, n1 + n2 - a - b
            row["chiSquare"] = {}
            for name, corrected in [("uncorrected", False), ("corrected", True)]:
                distance = max(Fraction(0), abs(Fraction(a * n2 - b * n1)) - (Fraction(N, 2) if corrected else 0))
                statistic = Fraction(N) * distance**2 / (n1 * n2 * A * B)
                x = mp.mpf(statistic.numerator) / statistic.denominator
                p = mp.erfc(mp.sqrt(x / 2))
                theirs = st.chi2_contingency(grid, correction=corrected)
                agree(x, theirs.statistic, what="chi-square")
                agree(p, theirs.pvalue, absolute=1e-300, what="chi-square p")
                row["chiSquare"][name] = [float(x), float(p)]
        rows.append(row)
    return rows


# --- families, quantiles ---------------------------------------------------------------------------------------------
def families():
    rows = []
    for size in [1, 2, 7, 40, 200]:
        p = [rng.choice([rng.random(), rng.random() ** 4, 0.05, 0.0, 1.0]) for _ in range(size)]
        stands, adjusted, _, _ = multipletests(p, alpha=0.05, method="fdr_bh")
        rows.append({"p": p, "adjusted": list(map(float, adjusted)), "stands": list(map(bool, stands))})
    return rows


def quantiles():
    rows = []
    for areas, groups, spread in [(10, 10, 1000), (20, 5, 1000), (169, 10, 100000), (169, 5, 40), (37, 4, 12), (33, 10, 15)]:
        values = [rng.randint(0, spread) for _ in range(areas)]
        ranks = st.rankdata([-v for v in values], method="min")
        # In whole numbers: q + 1 - ceil((n + 1 - rank) * q / n), the published rule without its division.
        got = [max(1, groups + 1 - -(-((areas + 1 - int(r)) * groups) // areas)) for r in ranks]
        rows.append({"values": values, "groups": groups, "quantile": got})
    return rows


def normals():
    return [{"x": float(x), "cdf": float(mp.ncdf(-mp.mpf(x)))} for x in [0, 0.5, 1, 1.96, 3, 5, 8, 12, 20, 30, 37]]


fixture = {
    "made with": {
        "python": platform.python_version(),
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "mpmath": mp.__version__,
        "numpy": np.__version__,
    },
    "z": {name: float(z) for name, z in Z.items()},
    "normals": normals(),
    "proportions": proportions(),
    "poisson": poisson(),
    "standardised": standardised(),
    "inequality": inequality(),
    "funnels": funnels(),
    "tables": tables(),
    "families": families(),
    "quantiles": quantiles(),
}
json.dump(fixture, sys.stdout, separators=(",", ":"))
sys.stdout.write("\n")
