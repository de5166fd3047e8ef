concordatSearch("start",{"words":"0 0graphv 0ru",
"groups":"hill site_",
"pages":"RC",
"units":"_DAB"})
