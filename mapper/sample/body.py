"""The words of an illustrative letter, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.letters.illustration import Illustration

DISCLAIMERS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "Made up to show how a map works. Not written, sent or seen by the Ombudsman.",
    Illustration.REDRAWN: "Published figures on our own pages. Not written, sent or seen by the Ombudsman.",
}
"""The sentence below the mark at the top of every page."""

KEYWORDS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "illustrative-figures=invented",
    Illustration.REDRAWN: "illustrative-figures=published",
}
"""The keywords of the PDF, by which a program can tell without reading the pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph with its heading, for one kind of letter or, without `only`, for both.

    In the text, `{name}` stands for the council and `{year}` for the year.
    """

    heading: str
    text: str
    only: Illustration | None = None


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of text; `{name}` in the title and `{year}` in the subtitle are as in a section."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]


GENERAL_PAGE = TextPage(
    "{name}",
    "An illustration of an annual letter about complaints, for the year to 31 March {year}",
    (
        Section(
            "What this is",
            "Once a year the Local Government and Social Care Ombudsman writes to every council in England. Its letter "
            "ends in a page of figures. This document has the shape of such a letter of that year, so that a map of "
            "England can be tried out before all the real ones have been gathered. A computer program wrote it. The "
            "Ombudsman has neither sent it nor seen it, and nor has {name}.",
        ),
        Section(
            "What is made up",
            "Every number in it is invented. The numbers were drawn by chance from what councils of the same type "
            "might see in a year, and made to add up over England to about what was published. They were not "
            "taken from the real figures of {name}; where they come close to them, that is luck. Please do not quote "
            "them, compare them or act on them.",
        ),
        Section(
            "How to tell",
            "A dark band with white letters runs along the top of each page. The properties of the file hold the same "
            "warning, where programs can find it. Whatever is made from this letter, whether a map, a table or a "
            "download, carries it on. Should you meet these figures without it, somebody has taken it off.",
        ),
        Section(
            "What is missing",
            "So that a map shows what real letters bring with them, one council gets no letter in one year, and one "
            "letter has a number that does not agree with the others on its page. In some councils nothing was looked "
            "into, or nothing was found, and a sentence says so in the place of figures.",
        ),
        Section(
            "The real letters",
            "The Ombudsman publishes its letters on its own website, one for each council and year, in the summer. Put "
            "the files into the folder for letters and build the map once more: a real letter takes the place of the "
            "illustration for the same council and year.",
        ),
        Section(
            "Mistakes",
            "If something here is wrong or badly drawn, tell the project that made this letter. Please do not write to "
            "{name} or to the Ombudsman about it: neither has had any part in it.",
        ),
    ),
)
"""The only page of text of letters of other years than that of `TEXT_PAGES`."""

TEXT_PAGES = (
    TextPage(
        "{name}",
        "An illustration of an annual letter about complaints, for the year to 31 March {year}",
        (
            Section(
                "What this is",
                "Once a year the Local Government and Social Care Ombudsman writes to every council in "
                "England. Its letter ends in a page of tables: how many complaints about the council "
                "reached the Ombudsman, and what became of them. This document has the shape of such a "
                "letter, so that a map of England can be tried out before all the real ones have been "
                "gathered. A computer program wrote it. The Ombudsman has neither sent it nor seen it, and "
                "nor has {name}.",
            ),
            Section(
                "What is made up",
                "Every number in it is invented. The numbers were drawn by chance from what councils of "
                "the same type might see in a year, and made to add up. They were not taken from the real "
                "figures of {name}; where they come close to them, that is luck. They say nothing about "
                "how well or how badly the council deals with complaints, so please do not quote them, "
                "compare them or act on them.",
                Illustration.INVENTED,
            ),
            Section(
                "What is real",
                "The figures about {name} on the last page are the published ones for the year to 31 March "
                "{year}. The page they stand on was drawn again by the program, and the explanations "
                "around the tables are not the Ombudsman’s. To quote the figures, go to the published "
                "letter rather than to this copy: only that one has the Ombudsman’s own account of what "
                "they mean.",
                Illustration.REDRAWN,
            ),
            Section(
                "How to tell",
                "A dark band with white letters runs along the top of each page. The properties of the "
                "file hold the same warning, where programs can find it. Whatever is made from this "
                "letter, whether a map, a table or a download, carries it on. Should you meet these "
                "figures without it, somebody has taken it off.",
            ),
            Section(
                "The real letters",
                "The Ombudsman publishes its letters on its own website, one for each council and year, in "
                "the summer. Put the files into the folder for letters and build the map once more: a real "
                "letter takes the place of the illustration for the same council and year. When the last "
                "illustration has been replaced, the warning on the map disappears.",
            ),
            Section(
                "What follows",
                "The next two pages say in plain words what the tables count and how much weight they can "
                "bear. The tables themselves are on the fourth page, which is the last.",
            ),
        ),
    ),
    TextPage(
        "What the tables count",
        "From complaints that come in to complaints that are upheld",
        (
            Section(
                "Received",
                "The first table counts complaints and enquiries that came in during the year, by the "
                "service they were about. County councils look after social care, schools and most roads; "
                "district councils look after housing, planning and council tax; councils of the other "
                "kinds do all of it. That is why some columns are nearly always nought. The total follows "
                "the number of people who live in a place at least as much as the way they are served. It "
                "can even be high because a council tells people clearly where else to turn.",
            ),
            Section(
                "Decided",
                "The second table counts decisions. Its total differs from the first one, and should: what "
                "comes in during March is often decided in April, and then belongs to the next letter. "
                "Many complaints end early. Some lack what is needed to look into them, some need no more "
                "than advice, some must go to the council first, and some are closed after a short look.",
            ),
            Section(
                "Investigated",
                "The rest are investigated in detail, and each investigation ends in one of two ways. "
                "Either fault is found, and the complaint is upheld, or none is found, and it is not. Both "
                "together are the number of detailed investigations. The rate of upheld complaints is a "
                "share of that number, and never of everything that came in.",
            ),
            Section(
                "Small numbers",
                "A district council often has no more than two or three investigations in a year. A rate "
                "on so few cases jumps about: one of one makes a hundred per cent, none of one makes "
                "nought, and a year later it may be the other way round. So look at the two counts first "
                "and at the rate second, if at all.",
            ),
            Section(
                "Dashes",
                "Where nothing was investigated there is no rate, and the table has a dash in its place. A "
                "dash is not a nought: it says that there was nothing to divide by, which is neither good "
                "news nor bad.",
            ),
        ),
    ),
    TextPage(
        "What is put right",
        "Before the Ombudsman steps in, and after",
        (
            Section(
                "Before",
                "Now and then a council has seen its mistake and made a fair offer before the Ombudsman "
                "hears of the matter. Such a complaint is still upheld, for something did go wrong, but "
                "the third table shows it as one that the council had already settled. In England as a "
                "whole that was about one upheld complaint in nine in the year to March 2019.",
            ),
            Section(
                "After",
                "When a complaint is upheld the council may be asked to do something about it: say sorry, "
                "pay, look at a decision again, or change the way it works. The last table counts the "
                "cases for which the year’s records show whether that was done: in time, late, or not at "
                "all. A case decided in one year can be recorded in the next, so this table need not agree "
                "with the number upheld. Where nothing was recorded, a dash stands for the rate.",
            ),
            Section(
                "Hardly ever refused",
                "Almost every council does what it was asked to do. A rate below a hundred per cent "
                "therefore rests, nearly always, on a single case. Doing it late is commoner, and counts "
                "as done.",
            ),
            Section(
                "How it was made",
                "The program first draws how busy the council’s year was, within what is usual for its "
                "type. From that follow the complaints about each service, the decisions on them, the "
                "investigations and the upheld ones, each drawn by chance around the usual share. Over all "
                "councils the invented figures come near the totals published for England, so that the map "
                "looks about as varied as a real one would. The same starting number gives the same letter "
                "every time.",
                Illustration.INVENTED,
            ),
            Section(
                "How it was made",
                "The figures were copied from the published letter of {name}, and the tables drawn afresh "
                "around them. It serves as an example whose right answers are known: when the map is "
                "built, what the program reads from the last page must be exactly what was published. The "
                "letters of all other councils in the same illustration hold invented figures, and say so "
                "on each page.",
                Illustration.REDRAWN,
            ),
            Section(
                "Mistakes",
                "If an explanation is wrong or a table badly drawn, tell the project that made this "
                "letter. Please do not write to {name} or to the Ombudsman about it: neither has had any "
                "part in it.",
            ),
        ),
    ),
)
