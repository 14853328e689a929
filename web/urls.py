from django.urls import path

from web import account, adding, article, mailbox, plain, results, today, visiting, watched

urlpatterns = [
    path("", today.page, name="today"),
    path("search", results.page, name="search"),
    path("articles/<int:article_id>", article.page, name="article"),
    path("sources", watched.page, name="sources"),
    path("add", adding.link, name="add"),
    path("add/coverage", adding.coverage, name="add-coverage"),
    path("add/newsletter", adding.newsletter, name="add-newsletter"),
    path("visits", visiting.page, name="visits"),
    path("visits/record", visiting.record, name="visit-record"),
    path("demo/mail", mailbox.page, name="demo-mail"),
    path("demo/mail/<str:name>", mailbox.page, name="demo-letter"),
    path("demo/mail/<str:name>/html", mailbox.body, name="demo-letter-html"),
    path("sign-in", account.sign_in, name="sign-in"),
    path("sign-out", account.sign_out, name="sign-out"),
    path("language", account.choose_language, name="language"),
    path("health", plain.health, name="health"),
    path("robots.txt", plain.robots, name="robots"),
    path("favicon.ico", plain.favicon, name="favicon"),
]
