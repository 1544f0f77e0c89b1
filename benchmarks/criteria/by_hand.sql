-- The criteria of criteria.pol as a person writes them in SQL who wants three-valued answers: null where it is open.
-- It tells the same as the query that is written from the policy: both verdicts, and each condition with a label; on the day that is
-- asked about both are in force. Facts stand in the columns that docs/columns.md tells. Shares are compared by multiplying out; a score has a least and a most.
SELECT row,
    (years AND costs AND share AND size AND instead) AS e0, TRUE AS e0_c0, years AS e0_c1, costs AS e0_c2, share AS e0_c3, size AS e0_c4,
    instead AS e0_c5,
    (long_years AND main AND growing AND f21 AND f22 AND solvent AND large_part AND f24 AND f25 AND able AND f26) AS e1,
    TRUE AS e1_c0, long_years AS e1_c1, main AS e1_c2, growing AS e1_c3, f21 AS e1_c4, f22 AS e1_c5, solvent AS e1_c6, large_part AS e1_c7,
    f24 AS e1_c8, f25 AS e1_c9, able AS e1_c10, f26 AS e1_c11
FROM (
    SELECT *,
        ((CASE WHEN least >= 60 THEN TRUE WHEN most < 60 THEN FALSE END) OR f19 <= 3 OR f18 <= 5
            OR (CASE WHEN COALESCE(f5, 0) + COALESCE(f6, 0) >= 2000000000 THEN TRUE
                WHEN f5 IS NULL OR f6 IS NULL THEN NULL ELSE FALSE END)
            OR f9 >= 6000000000 OR f20 IN ('全国五十强', '全国五百强')) AS instead,
        ((invests AND f16 <> '未建立' AND f14 >= 2 AND f15) OR f18 <= 3 OR f20 = '全国五十强') AS able
    FROM (
        SELECT *,
            COALESCE(p_main, 0) + COALESCE(p_growth, 0) + COALESCE(p_years, 0) + COALESCE(p_debt, 0) + p_rights_least
                + GREATEST(COALESCE(p_costs, 0), COALESCE(p_share, 0)) + COALESCE(p_staff, 0) + COALESCE(p_place, 0)
                + COALESCE(f17, 0) AS least,
            COALESCE(p_main, 5) + COALESCE(p_growth, 10) + COALESCE(p_years, 5) + COALESCE(p_debt, 5) + p_rights_most
                + GREATEST(COALESCE(p_costs, 10), COALESCE(p_share, 10)) + COALESCE(p_staff, 5) + COALESCE(p_place, 10)
                + COALESCE(f17, 40) AS most
        FROM (
            SELECT *,
                CASE WHEN f0 IS NULL OR f2 IS NULL THEN NULL WHEN f2 * 5 >= f0 * 4 THEN 5 WHEN f2 * 10 >= f0 * 7 THEN 3
                    WHEN f2 * 5 >= f0 * 3 THEN 1 ELSE 0 END AS p_main,
                CASE WHEN growth IS NULL THEN NULL WHEN growth * 10 >= of THEN 10 WHEN growth * 25 >= of * 2 THEN 8
                    WHEN growth * 50 >= of * 3 THEN 6 WHEN growth * 25 >= of THEN 4 WHEN growth >= 0 THEN 2 ELSE 0 END AS p_growth,
                LEAST(f12 // 2, CASE WHEN f12 IS NOT NULL THEN 5 END) AS p_years,
                CASE WHEN f7 IS NULL OR f8 IS NULL THEN NULL WHEN f8 * 2 <= f7 THEN 5 WHEN f8 * 5 <= f7 * 3 THEN 3
                    WHEN f8 * 10 <= f7 * 7 THEN 1 ELSE 0 END AS p_debt,
                CASE WHEN f13 >= 1 THEN 10 WHEN f14 >= 1 THEN 6 ELSE 0 END AS p_rights_least,
                CASE WHEN f13 >= 1 OR f13 IS NULL THEN 10 WHEN f14 >= 1 OR f14 IS NULL THEN 6 ELSE 0 END AS p_rights_most,
                CASE WHEN f5 IS NULL THEN NULL WHEN f5 >= 500000000 THEN 10 WHEN f5 >= 400000000 THEN 8
                    WHEN f5 >= 300000000 THEN 6 WHEN f5 >= 200000000 THEN 4 WHEN f5 >= 100000000 THEN 2 ELSE 0 END AS p_costs,
                CASE WHEN f5 IS NULL OR f0 IS NULL THEN NULL WHEN f5 * 10 >= f0 THEN 10 WHEN f5 * 25 >= f0 * 2 THEN 8
                    WHEN f5 * 50 >= f0 * 3 THEN 6 WHEN f5 * 25 >= f0 THEN 4 WHEN f5 * 100 >= f0 * 3 THEN 2 ELSE 0 END AS p_share,
                CASE WHEN f10 IS NULL OR f11 IS NULL THEN NULL WHEN f11 * 5 >= f10 THEN 5 WHEN f11 * 10 >= f10 THEN 3
                    WHEN f11 * 20 >= f10 THEN 1 ELSE 0 END AS p_staff,
                CASE f16 WHEN '国家级' THEN 10 WHEN '省级' THEN 8 WHEN '市级' THEN 4 WHEN '市级以下' THEN 2
                    WHEN '未建立' THEN 0 END AS p_place,
                f12 >= 2 AS years, f5 >= 100000000 AS costs, f5 * 100 >= f0 * 3 AS share,
                (f0 >= 1000000000 OR f9 >= 2000000000) AS size,
                f12 >= 3 AS long_years, f2 * 10 >= f0 * 7 AS main, growth * 20 >= of AS growing, f8 * 10 <= f7 * 7 AS solvent,
                f23 >= 10 AS large_part,
                CASE WHEN f0 IS NULL THEN NULL
                    WHEN f0 >= 10000000000 THEN f5 * 100 >= f0 * 3 AND f6 * 100 >= f1 * 3
                    WHEN f0 >= 5000000000 THEN f5 * 50 >= f0 * 3 AND f6 * 50 >= f1 * 3
                    ELSE f9 >= 8000000000 AND f5 >= 3000000000 AND f11 * 2 >= f10 END AS invests
            FROM (
                SELECT *, f2::HUGEINT * f4 + f3::HUGEINT * f3 - 2 * (f3::HUGEINT * f4) AS growth, 2 * (f3::HUGEINT * f4) AS of
                FROM register
            )
        )
    )
)
