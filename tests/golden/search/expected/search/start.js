concordatSearch("start",{"words":"0 0graphv 0rel",
"groups":"hill site_",
"pages":"RC",
"units":"_DAB"})
