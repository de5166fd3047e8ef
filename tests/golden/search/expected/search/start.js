concordatSearch("start",{"words":" inf sp",
"groups":[["hill",8,1],["site_",1,1]],
"units":"_DAB"})
