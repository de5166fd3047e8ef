concordatSearch("hill/1",["Hill",1,
["hill/bodies/board/","Hill Trust Board (Proposed)",["seat_board_1","Seats","Zoë O’Brien-Łukasz · Chair"],["Facts","About this body","Kind of body: Board","Standing: Proposed","Meets: quarterly"]],
["hill/members/","Members",["","","Every seat of every body, as the sources print them.","Everybody by name","Hill Trust Board: its seats (Proposed) · 1 · 0"],["seat_board_1","Hill Trust Board (Proposed)","Zoë O’Brien-Łukasz · Chair"],["person_zoe","People","Zoë O’Brien-Łukasz · Chair, Hill Trust Board (Proposed)"]]])
