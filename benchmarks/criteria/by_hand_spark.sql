-- The criteria of criteria.pol as a person writes them in Spark SQL, three-valued: what is not known is null, and a score of which
-- not all points are known lies between two numbers. It reads the same columns, money in 分, and gives both verdicts of each row.
WITH named AS (
    SELECT row, f0 AS revenue, f1 AS revenue_before, f2 AS main, f3 AS main_before, f4 AS main_earlier, f5 AS research,
        f6 AS research_before, f7 AS assets, f8 AS debts, f9 AS raised, f10 AS staff, f11 AS researchers, f12 AS years,
        f13 AS valuable, f14 AS rights, f15 AS rights_pay, f16 AS place, f17 AS others, f18 AS national, f19 AS provincial,
        f20 AS contest, f21 AS systems, f22 AS certified, f23 AS share, f24 AS known, f25 AS brand, f26 AS chain
    FROM register
),
growing AS (
    SELECT *,
        CAST(main AS DECIMAL(38, 0)) * main_earlier + CAST(main_before AS DECIMAL(38, 0)) * main_before
            - CAST(main_before AS DECIMAL(38, 0)) * main_earlier * 2L AS grown,
        CAST(main_before AS DECIMAL(38, 0)) * main_earlier * 2L AS of
    FROM named
),
points AS (
    SELECT *,
        CASE WHEN main IS NULL OR revenue IS NULL THEN NULL WHEN main * 5L >= revenue * 4L THEN 5
            WHEN main * 10L >= revenue * 7L THEN 3 WHEN main * 5L >= revenue * 3L THEN 1 ELSE 0 END AS p_main,
        CASE WHEN grown IS NULL THEN NULL WHEN grown * 10L >= of THEN 10 WHEN grown * 25L >= of * 2L THEN 8
            WHEN grown * 50L >= of * 3L THEN 6 WHEN grown * 25L >= of THEN 4 WHEN grown >= 0 THEN 2 ELSE 0 END AS p_growth,
        LEAST(years div 2L, CASE WHEN years IS NOT NULL THEN 5 END) AS p_years,
        CASE WHEN debts IS NULL OR assets IS NULL THEN NULL WHEN debts * 2L <= assets THEN 5 WHEN debts * 5L <= assets * 3L THEN 3
            WHEN debts * 10L <= assets * 7L THEN 1 ELSE 0 END AS p_debts,
        CASE WHEN research IS NULL THEN NULL WHEN research >= 500000000L THEN 10 WHEN research >= 400000000L THEN 8
            WHEN research >= 300000000L THEN 6 WHEN research >= 200000000L THEN 4 WHEN research >= 100000000L THEN 2
            ELSE 0 END AS p_amount,
        CASE WHEN research IS NULL OR revenue IS NULL THEN NULL WHEN research * 10L >= revenue THEN 10
            WHEN research * 25L >= revenue * 2L THEN 8 WHEN research * 50L >= revenue * 3L THEN 6
            WHEN research * 25L >= revenue THEN 4 WHEN research * 100L >= revenue * 3L THEN 2 ELSE 0 END AS p_share,
        CASE WHEN researchers IS NULL OR staff IS NULL THEN NULL WHEN researchers * 5L >= staff THEN 5
            WHEN researchers * 10L >= staff THEN 3 WHEN researchers * 20L >= staff THEN 1 ELSE 0 END AS p_researchers,
        CASE place WHEN '国家级' THEN 10 WHEN '省级' THEN 8 WHEN '市级' THEN 4 WHEN '市级以下' THEN 2 WHEN '未建立' THEN 0
            END AS p_place
    FROM growing
),
scored AS (
    SELECT *,
        COALESCE(p_main, 0) + COALESCE(p_growth, 0) + COALESCE(p_years, 0) + COALESCE(p_debts, 0)
            + CASE WHEN valuable >= 1 THEN 10 WHEN rights >= 1 THEN 6 ELSE 0 END
            + GREATEST(COALESCE(p_amount, 0), COALESCE(p_share, 0)) + COALESCE(p_researchers, 0) + COALESCE(p_place, 0)
            + COALESCE(others, 0) AS least,
        COALESCE(p_main, 5) + COALESCE(p_growth, 10) + COALESCE(p_years, 5) + COALESCE(p_debts, 5)
            + CASE WHEN COALESCE(valuable >= 1, TRUE) THEN 10 WHEN COALESCE(rights >= 1, TRUE) THEN 6 ELSE 0 END
            + GREATEST(COALESCE(p_amount, 10), COALESCE(p_share, 10)) + COALESCE(p_researchers, 5) + COALESCE(p_place, 10)
            + COALESCE(others, 40) AS most
    FROM points
)
SELECT row,
    years >= 2 AND research >= 100000000L AND research * 100L >= revenue * 3L
        AND (revenue >= 1000000000L OR raised >= 2000000000L)
        AND (CASE WHEN least >= 60 THEN TRUE WHEN most < 60 THEN FALSE END OR provincial <= 3 OR national <= 5
            OR research + research_before >= 2000000000L OR raised >= 6000000000L
            OR contest IN ('全国五十强', '全国五百强')) AS e0,
    years >= 3 AND main * 10L >= revenue * 7L AND grown * 20L >= of AND systems AND certified AND debts * 10L <= assets * 7L
        AND share >= 10 AND known AND brand
        AND ((CASE WHEN revenue IS NULL THEN NULL
                WHEN revenue >= 10000000000L THEN research * 100L >= revenue * 3L
                    AND research_before * 100L >= revenue_before * 3L
                WHEN revenue >= 5000000000L THEN research * 50L >= revenue * 3L AND research_before * 50L >= revenue_before * 3L
                ELSE raised >= 8000000000L AND research >= 3000000000L AND researchers * 2L >= staff END
                AND place <> '未建立' AND rights >= 2 AND rights_pay)
            OR national <= 3 OR contest = '全国五十强')
        AND chain AS e1
FROM scored
