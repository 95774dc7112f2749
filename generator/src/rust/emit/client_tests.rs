//! Compares the printed items of a small client with the Rust that they should be.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Body;
use super::{method, operation};
use crate::rust::format;
use crate::rust::model::{
    Argument, ArgumentPlace, BodyKind, Client, Credential, CredentialPlace, ErrorBody, ErrorBodyVariant, ErrorResponse,
    Features, Gate, Group, Ident, ItemPath, Layout, Method, MethodIndex, OperationGroup, OperationModule, Output,
    Package, PathPiece, Refusal, ResponseHeaders, Retry, RustApi, RustType, SerdeStyle, StatusMatch, Style,
    SupportNeeds, ValueStyle,
};

fn ident(name: &str) -> Ident {
    Ident(name.to_owned())
}

fn argument(name: &str, place: ArgumentPlace, ty: RustType) -> Argument {
    Argument {
        ident: ident(name),
        wire_name: name.to_owned(),
        docs: format!("The {name}."),
        place,
        ty,
        by_value: false,
    }
}

/// A client with one operation, which has a path parameter and a query parameter.
fn client() -> Client {
    let simple = ValueStyle {
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
    };
    let form = ValueStyle {
        style: Style::Form,
        explode: true,
        allow_reserved: false,
    };
    let user = RustType::Path(ItemPath {
        module: vec![ident("types")],
        ident: ident("User"),
    });
    let method = Method {
        ident: ident("get"),
        marker: ident("GetUser"),
        home: vec![ident("operation"), ident("users")],
        operation: 0,
        docs: "Reads a user.".to_owned(),
        deprecated: false,
        http_method: "GET".to_owned(),
        path: vec![
            PathPiece::Literal("/users/".to_owned()),
            PathPiece::Argument(ident("id")),
        ],
        name: "getUser".to_owned(),
        arguments: vec![argument("id", ArgumentPlace::Path { style: simple }, RustType::String)],
        setters: vec![argument("limit", ArgumentPlace::Query { style: form }, RustType::I64)],
        constants: Vec::new(),
        body: None,
        alternatives: Vec::new(),
        security: Some(vec![vec!["key".to_owned()]]),
        server: None,
        output: Output::One {
            ty: user,
            kind: BodyKind::Json,
        },
        accept: "application/json".to_owned(),
        success: 200,
        manual_redirect: false,
        errors: vec![ErrorResponse {
            status: StatusMatch::Range(4),
            kind: BodyKind::Text,
            variant: 0,
        }],
        download: false,
        sequences: Vec::new(),
        headers: None,
        pagination: None,
        example: String::new(),
    };
    Client {
        module: Vec::new(),
        document: 0,
        document_name: "api".to_owned(),
        docs: String::new(),
        base_url: None,
        servers: None,
        credentials: vec![Credential {
            scheme: "key".to_owned(),
            setter: Some(ident("key")),
            docs: String::new(),
            place: CredentialPlace::Bearer,
            fixed: None,
            token_url: None,
        }],
        header_family: None,
        headers: Vec::new(),
        security: Vec::new(),
        groups: vec![Group {
            ident: ident("users"),
            handle: ident("Users"),
            docs: "Users.".to_owned(),
            gate: Gate::default(),
            methods: vec![method],
        }],
        user_agent: String::new(),
    }
}

/// An API of the client alone, whose errors are text.
fn api() -> RustApi {
    RustApi {
        layout: Layout::Crate,
        written: Vec::new(),
        package: Package {
            name: "example".to_owned(),
            version: "0.1.0".to_owned(),
            description: String::new(),
            license: None,
            documentation: None,
            repository: None,
            workspace_member: false,
            samples: None,
            dependencies: Vec::new(),
            edition: "2024",
            rust_version: None,
        },
        docs: String::new(),
        serde: SerdeStyle::Lean,
        type_modules: Vec::new(),
        clients: vec![client()],
        operations: vec![OperationModule {
            path: vec![ident("operation")],
            groups: vec![OperationGroup {
                ident: ident("users"),
                gate: Gate::default(),
                operations: vec![MethodIndex {
                    client: 0,
                    group: 0,
                    method: 0,
                }],
            }],
        }],
        webhooks: Vec::new(),
        declared_headers: Vec::new(),
        error_body: ErrorBody {
            variants: vec![ErrorBodyVariant {
                ident: ident("Text"),
                reader: ident("text"),
                docs: String::new(),
                gate: Gate::default(),
                ty: RustType::String,
                kind: BodyKind::Text,
            }],
        },
        headers: ResponseHeaders::default(),
        error_code: None,
        refusal: Refusal::default(),
        retry: Retry::default(),
        support: SupportNeeds::default(),
        features: Features::default(),
    }
}

#[test]
fn a_group_has_a_handle_methods_and_calls_with_setters() {
    let client = client();
    let printed = method::emit(&client, &client.groups[0]);
    let expected = quote! {
        use super::support::call::Call;
        use super::support::core::Core;
        use super::support::style;

        /// Users.
        #[derive(Clone, Copy, Debug)]
        pub struct Users<'c> {
            pub(super) core: &'c Core,
        }

        impl<'c> Users<'c> {
            /// Reads a user.
            pub fn get(self, id: &str) -> GetUser<'c> {
                let mut call = Call::new(self.core);
                call.request.path_text("id", id, style::SIMPLE);
                call
            }
        }

        /// The call that [`Users::get`] returns.
        pub type GetUser<'c> = Call<'c, super::operation::users::GetUser>;
    };
    assert_eq!(formatted(printed), formatted(expected));
}

fn formatted(items: TokenStream) -> String {
    format::file("tests", items)
}

/// Prints the only module of the operations of the client, or the only one of a group.
fn printed(api: &RustApi, path: &[&str]) -> TokenStream {
    let modules = operation::emit(api);
    let module = modules.iter().find(|module| {
        module
            .path
            .iter()
            .map(|ident| ident.0.as_str())
            .eq(path.iter().copied())
    });
    let Body::Items(print) = &module.expect("the module").body else {
        panic!("it has items");
    };
    let mut printed = TokenStream::new();
    print(&mut |items| printed.extend(items));
    printed
}

#[test]
fn operations_share_the_lists_of_their_errors() {
    let expected = quote! {
        use super::error::ErrorBody;
        use super::support::error::DecodeError;
        use super::support::operation::{ErrorCase, Kind, StatusMatch};
        use super::support::response::RawResponse;

        fn text(response: &RawResponse) -> Result<ErrorBody, DecodeError> {
            response.text().map(ErrorBody::Text)
        }

        const ERRORS_4XX: &[ErrorCase<ErrorBody>] = &[ErrorCase::new(StatusMatch::Range(4), Kind::Text, text)];
    };
    assert_eq!(formatted(printed(&api(), &["operation"])), formatted(expected));
}

#[test]
fn an_operation_says_how_it_is_called_and_read() {
    let expected = quote! {
        use super::super::error::ErrorBody;
        use super::super::support::call::Call;
        use super::super::support::error::DecodeError;
        use super::super::support::operation::{Endpoint, ErrorCase, Operation};
        use super::super::support::response::RawResponse;
        use super::super::support::style;

        /// The operation `getUser`, called by the method `get` of `Users`.
        pub enum GetUser {}

        impl Operation for GetUser {
            type Output = super::super::types::User;
            type ErrorBody = ErrorBody;

            const ENDPOINT: &'static Endpoint = &Endpoint {
                name: "getUser",
                method: "GET",
                path: "/users/{id}",
                accept: "application/json",
                security: Some(&[&["key"]]),
                manual_redirect: false,
            };
            const ERRORS: &'static [ErrorCase<Self::ErrorBody>] = super::ERRORS_4XX;

            fn decode(response: &RawResponse) -> Result<Self::Output, DecodeError> {
                response.json()
            }
        }

        impl Call<'_, GetUser> {
            /// The limit.
            pub fn limit(mut self, limit: i64) -> Self {
                self.request.query("limit", &limit, style::FORM);
                self
            }
        }
    };
    assert_eq!(formatted(printed(&api(), &["operation", "users"])), formatted(expected));
}
