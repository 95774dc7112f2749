//! Code that uses all of the client of `bird-watch.yaml`: it makes every struct
//! and takes it apart, matches every variant, calls every method with every
//! option, and names every type. It is compiled with other clients, not run.

use client::types::{
    Bird, BirdId, BirdPage, BirdUpdate, Lost, Mark, NewBird, NewBirdKind, Parent, Photo, Problem, Ring, Seen, Sighting,
    Size, Sound, Species,
};
use client::{
    ApiError, Body, BuildError, Client, ClientBuilder, DeclaresHeaders, Error, ErrorBody, Items, Operation, Pages, Paginated, Patch,
    Response, birds, headers, operation, servers, sightings, webhooks,
};
use std::collections::BTreeMap;

fn is_sent<T: serde::Serialize>() {}
fn is_received<T: serde::de::DeserializeOwned>() {}
fn is_equal<T: Eq>() {}
fn is_hashed<T: std::hash::Hash>() {}
fn has_default<T: Default>() {}
fn has_all<T: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static>() {}
fn converts<T, U: From<T>>() {}

fn traits() {
    has_all::<(Bird, BirdPage, BirdUpdate, Lost, Mark, NewBird, NewBirdKind)>();
    has_all::<(Parent, Photo, Problem, Ring, Seen, Sighting, Size, Sound, Species)>();
    has_all::<(ErrorBody, webhooks::Event, birds::SetRingResponse)>();
    is_sent::<(BirdUpdate, NewBird, NewBirdKind, Ring, Mark, Species)>();
    is_received::<(Bird, BirdPage, Parent, Photo, Sound, Sighting, Problem, Ring)>();
    is_received::<(Mark, Species, Size, Seen, Lost, webhooks::Event)>();
    is_equal::<(NewBirdKind, Size, Species)>();
    is_hashed::<(NewBirdKind, Size, Species)>();
    has_default::<BirdUpdate>();
    converts::<Ring, Mark>();
    converts::<String, Mark>();
    converts::<Photo, Sighting>();
    converts::<Sound, Sighting>();
    converts::<Seen, webhooks::Event>();
    converts::<Lost, webhooks::Event>();
    converts::<&str, Species>();
    converts::<String, Species>();
    converts::<i64, Size>();
}

fn structs(bird: Bird, page: BirdPage, update: BirdUpdate, new: NewBird, ring: Ring) {
    let Bird { id, name, nickname, weight, species, size, mark, rings, parents } = bird;
    let (id, name, nickname, weight): (BirdId, String, Option<String>, Option<f64>) = (id, name, nickname, weight);
    let (species, size, mark): (Species, Size, Mark) = (species, size, mark);
    let (rings, parents): (Option<Vec<Ring>>, Option<Vec<Parent>>) = (rings, parents);
    let bird = Bird { id, name, nickname, weight, species, size, mark, rings, parents };
    let BirdPage { birds, next_cursor } = page;
    let (birds, next_cursor): (Vec<Bird>, Option<String>) = (birds, next_cursor);
    let page = BirdPage { birds, next_cursor };
    let BirdUpdate { name, note } = update;
    let (name, note): (Option<String>, Patch<String>) = (name, note);
    let update = BirdUpdate { name, note };
    let NewBird { name, species, owner, note, kind } = new;
    let (name, species, owner): (String, Species, String) = (name, species, owner);
    let (note, kind): (Option<String>, Option<NewBirdKind>) = (note, kind);
    let new: NewBird = NewBird::new("a", species.clone(), "b");
    let new = NewBird { name, species, owner, note, kind };
    let Ring { code, color, additional_properties } = ring;
    let (code, color): (String, Option<String>) = (code, color);
    let additional_properties: BTreeMap<String, String> = additional_properties;
    let ring: Ring = Ring::new("a");
    let ring = Ring { code, color, additional_properties };
}

fn more_structs(parent: Parent, photo: Photo, sound: Sound, seen: Seen, lost: Lost, problem: Problem) {
    let Parent { name, bird } = parent;
    let (name, bird): (String, Option<BirdId>) = (name, bird);
    let parent = Parent { name, bird };
    let Photo { url } = photo;
    let url: String = url;
    let photo = Photo { url };
    let Sound { seconds } = sound;
    let seconds: i64 = seconds;
    let sound = Sound { seconds };
    let Seen { bird } = seen;
    let bird: Bird = bird;
    let seen = Seen { bird };
    let Lost { reason } = lost;
    let reason: String = reason;
    let lost = Lost { reason };
    let Problem { code, detail } = problem;
    let (code, detail): (String, Option<String>) = (code, detail);
    let problem = Problem { code, detail };
    let text: String = BirdId::new();
}

fn declared(headers: headers::ListBirdsHeaders) {
    let total: i64 = headers.x_total;
    let next: Option<String> = headers.x_next;
}

fn enums(species: Species, size: Size, kind: NewBirdKind) {
    let text: &str = species.as_str();
    let number: i64 = size.as_i64();
    match &species {
        Species::Robin | Species::Wren | Species::Kite => {}
        Species::Unknown(text) => drop::<String>(text.clone()),
        _ => {}
    }
    match &size {
        Size::N1 | Size::N2 => {}
        Size::Unknown(number) => drop::<i64>(*number),
        _ => {}
    }
    match &kind {
        NewBirdKind::Wild => {}
        NewBirdKind::Unknown(text) => drop::<String>(text.clone()),
        _ => {}
    }
    let made = [Species::Robin, Species::Wren, Species::Kite, Species::Unknown(String::new())];
    let made = [Size::N1, Size::N2, Size::Unknown(3)];
}

fn unions(mark: Mark, sighting: Sighting, event: webhooks::Event, body: ErrorBody, answer: birds::SetRingResponse) {
    match mark {
        Mark::String(text) => drop::<String>(text),
        Mark::Ring(ring) => drop::<Ring>(ring),
        Mark::Unknown(json) => drop::<serde_json::Value>(json),
        _ => {}
    }
    let kind: Option<&str> = sighting.kind();
    match sighting {
        Sighting::Photo(photo) => drop::<Photo>(photo),
        Sighting::Sound(sound) => drop::<Sound>(sound),
        Sighting::Unknown(json) => drop::<serde_json::Value>(json),
        _ => {}
    }
    let kind: Option<&str> = event.r#type();
    match event {
        webhooks::Event::BirdSeen(seen) => drop::<Seen>(seen),
        webhooks::Event::BirdLost(lost) => drop::<Lost>(lost),
        webhooks::Event::Unknown(json) => drop::<serde_json::Value>(json),
        _ => {}
    }
    match body {
        ErrorBody::Problem(problem) => drop::<Problem>(problem),
        ErrorBody::Text(text) => drop::<String>(text),
        _ => {}
    }
    match answer {
        birds::SetRingResponse::Ok(ring) => drop::<Ring>(ring),
        birds::SetRingResponse::Accepted => {}
        _ => {}
    }
}

fn servers(server: servers::Server, region: servers::Region) -> ClientBuilder {
    match &server {
        servers::Server::Production => {}
        servers::Server::Test(test) => drop::<servers::TestServer>(test.clone()),
        _ => {}
    }
    match region {
        servers::Region::North | servers::Region::South => {}
        _ => {}
    }
    let text: &str = region.as_str();
    let test: servers::TestServer = servers::TestServer::new().region(region).base("v2");
    let urls: [String; 2] = [server.url(), test.url()];
    Client::builder().server(server).server(test)
}

fn builder(token: String) -> Result<Client, BuildError> {
    let builder: ClientBuilder = Client::builder().key("a").token(token).base_url("https://birds.example");
    builder.header("X-A", "b").build()
}

async fn calls(client: &Client, new: &NewBird, update: &BirdUpdate, ring: &Ring, mark: &Mark) -> Result<(), Error> {
    let birds: birds::Birds<'_> = client.birds();
    let list: birds::ListBirds<'_> = birds.list("summer", 2024_i64);
    let list = list.species(Species::Robin).limit(10_i64).cursor("a").fields(&[String::new()]).x_region("north");
    let pages: Pages<'_, operation::birds::ListBirds> = list.clone().pages();
    let items: Items<'_, operation::birds::ListBirds> = list.clone().stream();
    let page: Response<BirdPage, operation::birds::ListBirds> = list.send().await?;
    let create: birds::CreateBird<'_> = birds.create(new);
    let bird: Response<Bird, operation::birds::CreateBird> = create.send().await?;
    let get: birds::GetBird<'_> = birds.get("a");
    let bird: Response<Bird, operation::birds::GetBird> = get.send().await?;
    let change: birds::UpdateBird<'_> = birds.update("a").body(update);
    let bird: Response<Bird, operation::birds::UpdateBird> = change.send().await?;
    let delete: birds::DeleteBird<'_> = birds.delete("a");
    let nothing: Response<(), operation::birds::DeleteBird> = delete.send().await?;
    let set: birds::SetRing<'_> = birds.set_ring("a", 1_i64, ring);
    let answer: Response<birds::SetRingResponse, operation::birds::SetRing> = set.send().await?;
    let pair: birds::PairBirds<'_> = birds.pair("a", "b");
    let nothing: Response<(), operation::birds::PairBirds> = pair.send().await?;
    let sightings: sightings::Sightings<'_> = client.sightings();
    let all: sightings::ListSightings<'_> = sightings.list();
    let all: Response<Vec<Sighting>, operation::sightings::ListSightings> = all.send().await?;
    let report: sightings::ReportSighting<'_> = sightings.report(mark);
    let nothing: Response<(), operation::sightings::ReportSighting> = report.send().await?;
    let upload: sightings::UploadPhoto<'_> = sightings.upload_photo(bytes::Bytes::new());
    let address: Response<String, operation::sightings::UploadPhoto> = upload.send().await?;
    Ok(())
}

fn operations() {
    fn is_operation<Op: Operation<Output = T, ErrorBody = ErrorBody>, T>() {}
    fn is_paginated<Op: Paginated<Item = T>, T>() {}
    is_operation::<operation::birds::ListBirds, BirdPage>();
    is_operation::<operation::birds::CreateBird, Bird>();
    is_operation::<operation::birds::GetBird, Bird>();
    is_operation::<operation::birds::UpdateBird, Bird>();
    is_operation::<operation::birds::DeleteBird, ()>();
    is_operation::<operation::birds::SetRing, operation::birds::SetRingResponse>();
    is_operation::<operation::birds::PairBirds, ()>();
    is_operation::<operation::sightings::ListSightings, Vec<Sighting>>();
    is_operation::<operation::sightings::ReportSighting, ()>();
    is_operation::<operation::sightings::UploadPhoto, String>();
    is_paginated::<operation::birds::ListBirds, Bird>();
    fn declares_headers<Op: DeclaresHeaders<Headers = T>, T>() {}
    declares_headers::<operation::birds::ListBirds, headers::ListBirdsHeaders>();
}
