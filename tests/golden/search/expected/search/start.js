concordatSearch("start",{"words":" inf sm",
"groups":[["hill",8,1],["site_",1,1]],
"units":"_DAB"})
