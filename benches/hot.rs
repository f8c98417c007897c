//! The hot paths: the store's queries and commits, and a whole request without its socket.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark that can't be set up should stop at once")]

use axum::body::Body;
use axum::http::{Request, header};
use clap::Parser;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use tracker::accounts::{Accounts, Hasher, MIN_COST, Priority};
use tracker::clock::{self, Clock};
use tracker::config::ServeConfig;
use tracker::domain::capture;
use tracker::domain::log::act::{Act, Actor};
use tracker::domain::query::Query;
use tracker::domain::sessions::{BegunBy, NewSession, TokenHash};
use tracker::domain::tasks::page::TaskQuery;
use tracker::domain::tasks::{NewTask, Title};
use tracker::domain::time::recurrence::Rule;
use tracker::domain::users::password::Password;
use tracker::domain::users::{UserId, Username};
use tracker::http::{self, App};
use tracker::store::{self, Store};

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    config: ServeConfig,
}

struct Bench {
    runtime: Runtime,
    store: Store,
    accounts: Accounts,
    owner: UserId,
    config: ServeConfig,
    _folder: TempDir,
}

fn set_up() -> Bench {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tracker.db");
    store::migrate(&path).unwrap();
    let store = Store::open(&path).unwrap();
    let accounts = Accounts::new(store.clone(), Hasher::new(MIN_COST));
    let name = Username::parse("demo").unwrap();
    let password = Password::parse("password", Some("password".into())).unwrap();
    let owner = runtime.block_on(async {
        accounts.seed(name.clone(), password, (1_000, 0), clock::now(), || ()).await.unwrap();
        store.find_credentials(&name).await.unwrap().unwrap().user.id
    });
    let config = Flags::parse_from(["bench", "--rate-limit", "off"]).config;
    Bench { runtime, store, accounts, owner, config, _folder: folder }
}

fn reads(criterion: &mut Criterion) {
    let bench = set_up();
    let query = TaskQuery::parse(None, None, Some("20"), None).unwrap();
    criterion.bench_function("list of 20 of 1,000", |bencher| {
        bencher
            .to_async(&bench.runtime)
            .iter(|| async { bench.store.list_tasks(bench.owner, query, |page| page).await.unwrap() });
    });

    let token_hash = TokenHash([7; 32]);
    let new = NewSession {
        user_id: bench.owner,
        session_epoch: 0,
        token_hash,
        user_agent: None,
        address: None,
        begun_by: BegunBy::Password,
        event: None,
    };
    bench.runtime.block_on(bench.store.create_session(new, clock::now())).unwrap();
    let lifetime = bench.config.session_lifetime();
    criterion.bench_function("session of a token", |bencher| {
        bencher
            .to_async(&bench.runtime)
            .iter(|| async { bench.store.find_session(token_hash, lifetime).await.unwrap().unwrap() });
    });
}

fn writes(criterion: &mut Criterion) {
    let bench = set_up();
    let new = NewTask::titled(Title::parse("Water the plants".into()).unwrap());
    let (store, owner) = (&bench.store, bench.owner);
    let create = || {
        let (store, new) = (store.clone(), new.clone());
        async move { store.create_task(Act::new(owner, Actor::command("bench"), clock::now()), new).await }
    };
    let mut group = criterion.benchmark_group("durable creates");
    group.bench_function("one", |bencher| {
        bencher.to_async(&bench.runtime).iter(|| async { create().await.unwrap() });
    });
    group.throughput(Throughput::Elements(32));
    group.bench_function("32 at once", |bencher| {
        bencher.to_async(&bench.runtime).iter(|| async {
            let writes: Vec<_> = (0..32).map(|_| tokio::spawn(create())).collect();
            for write in writes {
                write.await.unwrap().unwrap();
            }
        });
    });
}

fn requests(criterion: &mut Criterion) {
    let bench = set_up();
    let router =
        http::router(App::new(bench.store.clone(), bench.accounts.clone(), bench.config.clone(), Clock::System));
    let ask = |request: Request<Body>| router.clone().oneshot(request);
    let login = Request::post("/login")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"username":"demo","password":"password"}"#))
        .unwrap();
    let answer = bench.runtime.block_on(ask(login)).unwrap();
    let cookie = answer.headers()[header::SET_COOKIE].clone();
    criterion.bench_function("GET /tasks without a socket", |bencher| {
        bencher.to_async(&bench.runtime).iter(|| async {
            let request = Request::get("/tasks?per_page=20").header(header::HOST, "localhost");
            let answer = ask(request.header(header::COOKIE, &cookie).body(Body::empty()).unwrap()).await.unwrap();
            assert!(answer.status().is_success());
        });
    });
}

static UTC: jiff::tz::TimeZone = jiff::tz::TimeZone::UTC;

fn context() -> capture::Context<'static> {
    let now = jiff::civil::date(2026, 11, 23).at(10, 0, 0, 0);
    capture::Context {
        now,
        instant: UTC.to_timestamp(now).unwrap(),
        zone: &UTC,
        today: jiff::civil::date(2026, 11, 23),
        day_start: jiff::civil::Time::midnight(),
        week_start: jiff::civil::Weekday::Monday,
        language: &capture::ENGLISH,
        date_order: None,
        projects: &[],
    }
}

fn languages(criterion: &mut Criterion) {
    let context = context();
    let line = "Pay rent every 1st 9am #home +House !high ~15m ^monday";
    criterion.bench_function("understanding a captured line", |bencher| {
        bencher.iter(|| capture::parse(std::hint::black_box(line), &context));
    });
    let query = "is:open tag:home due:<=fri project:House -tag:waiting \"exact words\" rent sort:due";
    criterion.bench_function("reading a query", |bencher| {
        bencher.iter(|| Query::parse(std::hint::black_box(query)).unwrap());
    });
}

/// Input that someone may send on purpose because it looks expensive.
fn worst_cases(criterion: &mut Criterion) {
    let context = context();
    let mut lines = criterion.benchmark_group("a captured line of 100 kB");
    for piece in ["every mon, ", "mon, ", "+\"a ", "\\ ", "every day 5 times "] {
        let line = piece.repeat(100_000 / piece.len());
        lines.sample_size(10).bench_function(piece.trim(), |bencher| {
            bencher.iter(|| capture::print(&capture::parse(&line, &context), &capture::ENGLISH));
        });
    }
    lines.finish();
    let mut rules = criterion.benchmark_group("a rule that never comes");
    for rule in ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYDAY=1MO;BYSETPOS=300"] {
        rules.bench_function(rule, |bencher| bencher.iter(|| Rule::parse(std::hint::black_box(rule))));
    }
}

/// These two must take equally long, or timing would reveal which names exist.
fn refused_logins(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let hasher = Hasher::new(8);
    let password = |text: &str| Password::parse("password", Some(text.into())).unwrap();
    let stored = runtime.block_on(Hasher::new(MIN_COST).hash(password("correct horse"), Priority::Known)).unwrap();
    let mut group = criterion.benchmark_group("a refused login");
    for (name, stored) in [("with an unknown name", None), ("with a hash of a lower cost", Some(stored))] {
        group.bench_function(name, |bencher| {
            bencher.to_async(&runtime).iter(|| hasher.verify(password("wrong horse"), stored.clone(), Priority::Known));
        });
    }
}

criterion_group!(benches, reads, writes, requests, languages, worst_cases, refused_logins);
criterion_main!(benches);
