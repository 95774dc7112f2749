//! The same call as the documentation of `reqwest` has it, with a timeout and
//! the status looked at.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use reqwest::header::ACCEPT;
use serde::Deserialize;

pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: String,
}

impl Client {
    pub fn new(base_url: String, token: String) -> Result<Self, Box<dyn Error>> {
        let http = reqwest::Client::builder()
            .user_agent("by-hand/0.1.0")
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http, base_url, token })
    }

    pub async fn user(&self, id: &str, expand: &str) -> Result<User, Box<dyn Error>> {
        let response = self
            .http
            .get(format!("{}/users/{id}", self.base_url))
            .query(&[("expand", expand)])
            .header(ACCEPT, "application/json")
            .bearer_auth(&self.token)
            .timeout(Duration::from_secs(60))
            .send()
            .await?
            .error_for_status()?;
        Ok(response.json().await?)
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub struct User {
    pub id: String,
    pub email: String,
    pub display_name: Option<String>,
    pub created_at: i64,
    pub is_active: bool,
    pub score: f64,
    pub roles: Vec<String>,
    pub plan: Option<Plan>,
    pub address: Address,
    pub labels: Option<BTreeMap<String, String>>,
    pub referrer: Option<String>,
    pub visits: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    Free,
    Team,
    Enterprise,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub country: String,
    pub postal_code: Option<String>,
}
