# Makes stats-more.json: the same results as stats.json for made data that test other things, and results that R's own
# functions lack. Run with R 4.2.2, multcomp 1.4-22, jsonlite: Rscript stats-more.R > stats-more.json
# Must not use anything of this project: it is what the project is tested against.

library(jsonlite)
suppressMessages(library(multcomp))
set.seed(20261124)

noncentrality <- function(share, target, low, high)
  uniroot(function(x) share(x) - target, c(low, high), tol = 1e-12)$root

# R's own qtukey stops at 1e-4.
rangeQuantile <- function(k, df)
  if (df < 2) NaN else uniroot(function(q) ptukey(q, k, df) - 0.95, c(1, 200), tol = 1e-12)$root

entry <- function(name, groups, control) {
  d <- data.frame(
    y = unlist(groups, use.names = FALSE),
    g = factor(rep(names(groups), lengths(groups)), levels = names(groups)))
  n <- lengths(groups); m <- sapply(groups, mean); v <- sapply(groups, var); k <- length(groups); N <- sum(n)
  fit <- aov(y ~ g, d); s <- summary(fit)[[1]]
  welch <- oneway.test(y ~ g, d); kruskal <- kruskal.test(y ~ g, d)
  deviation <- abs(d$y - ave(d$y, d$g, FUN = median)); bf <- summary(aov(deviation ~ d$g))[[1]]
  tukey <- TukeyHSD(fit)$g
  base <- match(control, names(groups))
  dunnett <- summary(glht(fit, linfct = mcp(g = contrMat(table(d$g), "Dunnett", base = base))),
    test = adjusted("single-step", abseps = 1e-7, maxpts = 5e6))$test
  df <- s$Df[2]; ms <- s$Sum[2] / df
  pairs <- do.call(rbind, lapply(1:(k - 1), function(i) cbind((i + 1):k, i)))
  count <- nrow(pairs)
  t <- apply(pairs, 1, function(p) (m[p[1]] - m[p[2]]) / sqrt(ms * (1 / n[p[1]] + 1 / n[p[2]])))
  raw <- 2 * pt(-abs(t), df)
  half <- qt(1 - (1 - 0.95^(1 / count)) / 2, df) * abs(apply(pairs, 1, function(p) m[p[1]] - m[p[2]]) / t)
  r <- rank(d$y); mr <- tapply(r, d$g, mean); ties <- table(r)
  spread <- N * (N + 1) / 12 - sum(ties^3 - ties) / (12 * (N - 1))
  z <- apply(pairs, 1, function(p) (mr[p[1]] - mr[p[2]]) / sqrt(spread * (1 / n[p[1]] + 1 / n[p[2]])))
  rawZ <- 2 * pnorm(-abs(z))
  F <- s$F[1]
  lambda <- c(
    if (pf(F, k - 1, df) < 0.975) 0 else noncentrality(function(x) pf(F, k - 1, df, x), 0.975, 0, 50 * F + 50),
    if (pf(F, k - 1, df) < 0.025) 0 else noncentrality(function(x) pf(F, k - 1, df, x), 0.025, 0, 50 * F + 50))
  each <- function(make) lapply(1:count, function(i) {
    a <- pairs[i, 1]; b <- pairs[i, 2]
    c(list(pair = paste0(names(groups)[a], "-", names(groups)[b])), make(i, a, b))
  })
  list(name = name, control = control, groups = lapply(groups, I),
    describe = lapply(groups, function(x) list(n = length(x), mean = mean(x), sd = sd(x),
      sem = sd(x) / sqrt(length(x)), median = median(x), ci95 = I(mean(x) + c(-1, 1) * qt(0.975, length(x) - 1) * sd(x) / sqrt(length(x))))),
    anova = list(F = F, dfBetween = s$Df[1], dfWithin = df, p = s$P[1], ssBetween = s$Sum[1], ssWithin = s$Sum[2]),
    welch = list(F = unname(welch$statistic), df1 = unname(welch$parameter[1]), df2 = unname(welch$parameter[2]), p = welch$p.value),
    kruskal = list(H = unname(kruskal$statistic), df = unname(kruskal$parameter), p = kruskal$p.value),
    brownForsythe = list(F = bf$F[1], p = bf$P[1]),
    shapiroP = lapply(groups, function(x) if (length(x) < 3) NULL else shapiro.test(x)$p.value),
    tukey = each(function(i, a, b) list(diff = tukey[i, 1], lwr = tukey[i, 2], upr = tukey[i, 3], p = tukey[i, 4])),
    dunnett = lapply(seq_along(dunnett$tstat), function(i) list(pair = names(dunnett$tstat)[i],
      diff = unname(dunnett$coefficients[i]), t = unname(dunnett$tstat[i]), p = dunnett$pvalues[i])),
    gamesHowell = each(function(i, a, b) {
      se <- sqrt(v[[a]] / n[[a]] + v[[b]] / n[[b]]); diff <- m[[a]] - m[[b]]
      w <- se^4 / ((v[[a]] / n[[a]])^2 / (n[[a]] - 1) + (v[[b]] / n[[b]])^2 / (n[[b]] - 1))
      q <- rangeQuantile(k, w) * se / sqrt(2)
      list(diff = diff, lwr = diff - q, upr = diff + q, t = diff / se, df = w,
        p = ptukey(abs(diff / se) * sqrt(2), k, w, lower.tail = FALSE))
    }),
    dunn = each(function(i, a, b) list(z = unname(z[i]), pUnadjusted = unname(rawZ[i]), p = unname(p.adjust(rawZ, "holm")[i]))),
    holm = each(function(i, a, b) list(diff = m[[a]] - m[[b]], t = unname(t[i]), pUnadjusted = unname(raw[i]), p = unname(p.adjust(raw, "holm")[i]))),
    sidak = each(function(i, a, b) list(diff = m[[a]] - m[[b]], lwr = m[[a]] - m[[b]] - half[[i]], upr = m[[a]] - m[[b]] + half[[i]],
      t = unname(t[i]), pUnadjusted = unname(raw[i]), p = unname(-expm1(count * log1p(-raw[i]))))),
    effectSizes = list(
      etaSquared = list(value = s$Sum[1] / sum(s$Sum), ci95 = I(lambda / (lambda + N))),
      omegaSquared = list(value = max(0, (s$Sum[1] - (k - 1) * ms) / (sum(s$Sum) + ms)), ci95 = I(lambda / (lambda + N))),
      hedgesG = each(function(i, a, b) {
        f <- n[[a]] + n[[b]] - 2; sp <- sqrt(((n[[a]] - 1) * v[[a]] + (n[[b]] - 1) * v[[b]]) / f)
        unit <- sqrt(1 / n[[a]] + 1 / n[[b]]); dd <- (m[[a]] - m[[b]]) / sp; tt <- dd / unit
        J <- exp(lgamma(f / 2) - lgamma((f - 1) / 2)) / sqrt(f / 2)
        # R's own pt ends at a noncentrality of 37.6: the mean of pnorm(t s - delta) over s instead.
        ends <- sqrt(c(qchisq(1e-16, f), qchisq(1e-16, f, lower.tail = FALSE)) / f)
        share <- function(delta) integrate(function(x) pnorm(tt * x - delta) * 2 * f * x * dchisq(f * x^2, f),
          ends[1], ends[2], rel.tol = 1e-11, subdivisions = 5000)$value
        spread <- 12 * sqrt(1 + tt^2 / (2 * f))
        both <- sapply(c(0.975, 0.025), function(target) noncentrality(share, target, tt - spread, tt + spread))
        list(value = J * dd, ci95 = I(both * unit * J))
      })),
    shapiroResiduals = list(W = unname(shapiro.test(residuals(fit))$statistic), p = shapiro.test(residuals(fit))$p.value))
}

made <- function(n, mean, sd, digits = 2) round(rnorm(n, mean, sd), digits)
cat(toJSON(list(
  entry("unequal sizes and variances", list(saline = made(5, 10, 2), DMEM = made(9, 12, 1), ASC = made(3, 11, 4), `ASC-secretome` = made(12, 14, 2)), "saline"),
  entry("scores with ties", list(`no injury` = sample(0:2, 8, TRUE) + 0, mild = sample(0:3, 8, TRUE) + 0, severe = sample(2:4, 7, TRUE) + 0), "no injury"),
  entry("very small p", list(sham = made(8, 100, 1), `I/R` = made(8, 180, 1), `I/R, treated` = made(7, 150, 1)), "sham"),
  entry("large values", list(low = made(6, 1.0e9, 1e7, 0), mid = made(7, 1.02e9, 1e7, 0), high = made(6, 1.05e9, 1e7, 0)), "low"),
  entry("large offset", list(low = made(6, 1e6, 1, 1), mid = made(7, 1e6 + 2, 1, 1), high = made(6, 1e6 + 1, 1, 1)), "low"),
  entry("eight doses", setNames(lapply(1:8, function(i) made(4 + i %% 4, 5 + i / 5, 1)), paste("dose", 1:8)), "dose 1"),
  entry("two groups, the control last", list(treated = made(8, 7, 1), control = made(6, 5.5, 1)), "control"),
  entry("a group of two, thirty in another", list(a = made(2, 5, 1), b = made(4, 7, 1), c = made(30, 6, 1)), "c"),
  entry("nothing to find", list(a = made(6, 5, 1), b = made(6, 5, 1), c = made(6, 5, 1)), "a")
), auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
