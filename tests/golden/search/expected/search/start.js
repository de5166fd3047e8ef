concordatSearch("start",{"words":" hon sh",
"groups":[["hill",8,1],["site_",1,1]],
"units":"_DAB"})
