concordatSearch("start",{"words":"",
"groups":[["hill",7,1],["site_",1,1]],
"units":"_D"})
