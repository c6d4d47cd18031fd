SELECT a.grp, u.top, l.day / 100 % 100 AS month, SUM(l.ore)
  FROM line l JOIN account a ON a.no = l.account JOIN unit u ON u.code = l.unit
 WHERE a.grp >= 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
