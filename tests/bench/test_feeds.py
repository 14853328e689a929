from bench import feeds
from crawler.feeds import parse


def test_a_made_list_is_read_whole_the_first_time() -> None:
    [body] = feeds.made(1)
    [(capture, fetch)] = feeds.polls([body], is_known=False)
    feed = parse(capture, fetch)
    assert (feed.title, len(feed.entries)) == ("Báo thử", feeds.ITEMS)
    assert all(entry.title and entry.link and entry.published.at and entry.summary for entry in feed.entries)


def test_a_tenth_of_a_list_is_new_the_next_time() -> None:
    for capture, fetch in feeds.polls(list(feeds.made(2)), is_known=True):
        assert len(parse(capture, fetch).entries) == feeds.ITEMS // feeds.NEW_IN


def test_both_polls_are_measured_beside_the_peer() -> None:
    found = feeds.compared("lists", list(feeds.made(1)))
    assert [one.name for one in found] == ["lists, first time", "lists, a tenth new"]
    assert all(one.ratio and one.peer == feeds.PEER for one in found)
