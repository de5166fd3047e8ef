concordatSearch("hill/1",["Hill",1,
["hill/people/zoe/","Zoë O’Brien-Łukasz",["Seats","Seats","Hill Trust Board (Proposed) · Chair"]],
["hill/pages/money/","Where the money comes from",["","","Who pays for what.","The Local Area Agreement pays for the chairs of the panel."],["pooled-budgets","Pooled budgets","Budgets are pooled & shared by the boards; \u003c/script> is a word of no weight, and so is ‘Hill’s’.","2009 · 1,200","2010 · 1,400"]],
["hill/glossary/","Glossary",["","","Terms and abbreviations as the sources use them."],["term_laa","LAA","Local Area Agreement","What the area promised."]]])
