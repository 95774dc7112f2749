//! Tells how strong the wind is.

mod weather {
    include!(concat!(env!("OUT_DIR"), "/weather.rs"));
}

fn main() {
    let text = r#"{ "speed": 12.5 }"#;
    let wind: weather::types::Wind = serde_json::from_str(text).expect("it is JSON");
    println!("{}", wind.speed);
}
