concordatSearch("hill/1",["Hill",1,
["hill/members/","Members",["","","Every seat of every body, as the sources print them."],["seat_board_1","Hill Trust Board (Proposed)","Zoë O’Brien-Łukasz · Chair (Proposed)"],["person_zoe","People","Zoë O’Brien-Łukasz · Chair (Proposed), Hill Trust Board (Proposed)"]],
["hill/people/zoe/","Zoë O’Brien-Łukasz",["Seats","Seats","Hill Trust Board (Proposed) · Chair (Proposed)"]],
["hill/pages/money/","Where the money comes from",["","","Who pays for what.","The Local Area Agreement pays for the chairs of the panel."],["pooled-budgets","Pooled budgets","Budgets are pooled & shared by the boards; \u003c/script> is a word of no weight, and so is ‘Hill’s’.","2009 · 1,200","2010 · 1,400"]]])
