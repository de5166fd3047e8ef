concordatSearch("hill/2",["Hill",1,
["hill/glossary/","Glossary",["","","Terms and abbreviations as the sources use them."],["term_laa","LAA","Local Area Agreement","What the area promised."]]])
