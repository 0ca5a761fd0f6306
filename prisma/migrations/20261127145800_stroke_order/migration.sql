-- Names in Chinese by the number of their strokes; PostgreSQL brings the order by pinyin ("zh-Hans-x-icu") and those of the other languages.
CREATE COLLATION "zh-u-co-stroke" (provider = icu, locale = 'zh-u-co-stroke');
