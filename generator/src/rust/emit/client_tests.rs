//! Compares the printed items of a small client with the Rust that they should be.

use super::{method, operation};
use crate::rust::model::{
    Argument, ArgumentPlace, BodyKind, Client, Credential, CredentialPlace, ErrorBody, ErrorBodyVariant, ErrorResponse,
    Group, Ident, ItemPath, Method, Output, PathPiece, RustType, StatusMatch, Style, ValueStyle,
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
    };
    let form = ValueStyle {
        style: Style::Form,
        explode: true,
    };
    let user = RustType::Path(ItemPath {
        module: vec![ident("types")],
        ident: ident("User"),
    });
    let method = Method {
        ident: ident("get"),
        marker: ident("GetUser"),
        operation: 0,
        docs: "Reads a user.".to_owned(),
        deprecated: false,
        http_method: "GET",
        path: vec![
            PathPiece::Literal("/users/".to_owned()),
            PathPiece::Argument(ident("id")),
        ],
        name: "getUser".to_owned(),
        arguments: vec![argument("id", ArgumentPlace::Path { style: simple }, RustType::String)],
        setters: vec![argument("limit", ArgumentPlace::Query { style: form }, RustType::I64)],
        constants: Vec::new(),
        body: None,
        security: vec![vec!["key".to_owned()]],
        output: Output::One {
            ty: user,
            kind: BodyKind::Json,
        },
        accept: "application/json".to_owned(),
        manual_redirect: false,
        errors: vec![ErrorResponse {
            status: StatusMatch::Range(4),
            kind: BodyKind::Text,
            variant: 0,
        }],
        pagination: None,
        example: String::new(),
    };
    Client {
        module: Vec::new(),
        document: 0,
        docs: String::new(),
        base_url: None,
        credentials: vec![Credential {
            scheme: "key".to_owned(),
            setter: Some(ident("key")),
            docs: String::new(),
            place: CredentialPlace::Bearer,
            fixed: None,
        }],
        header_family: None,
        headers: Vec::new(),
        groups: vec![Group {
            ident: ident("users"),
            handle: ident("Users"),
            docs: "Users.".to_owned(),
            methods: vec![method],
        }],
        user_agent: String::new(),
    }
}

fn error_body() -> ErrorBody {
    ErrorBody {
        variants: vec![ErrorBodyVariant {
            ident: ident("Text"),
            docs: String::new(),
            ty: RustType::String,
            kind: BodyKind::Text,
        }],
    }
}

#[test]
fn a_group_has_a_handle_methods_and_calls_with_setters() {
    let client = client();
    let printed: syn::File = syn::parse2(method::emit(&client, &client.groups[0])).unwrap();
    let expected: syn::File = syn::parse_quote! {
        /// Users.
        #[derive(Clone, Copy, Debug)]
        pub struct Users<'c> {
            pub(super) core: &'c super::support::core::Core,
        }

        impl<'c> Users<'c> {
            /// Reads a user.
            pub fn get(self, id: &str) -> GetUser<'c> {
                let mut call = super::support::call::Call::new(self.core);
                call.request.path("id", &id, super::support::style::SIMPLE);
                call
            }
        }

        /// The call that [`Users::get`] returns.
        pub type GetUser<'c> = super::support::call::Call<'c, super::operation::GetUser>;

        impl GetUser<'_> {
            /// The limit.
            pub fn limit(mut self, limit: i64) -> Self {
                self.request.query("limit", &limit, super::support::style::FORM);
                self
            }
        }
    };
    assert_eq!(prettyplease::unparse(&printed), prettyplease::unparse(&expected));
}

#[test]
fn an_operation_says_how_it_is_called_and_read() {
    let printed: syn::File = syn::parse2(operation::emit(&client(), &error_body())).unwrap();
    let expected: syn::File = syn::parse_quote! {
        fn error_0(
            response: &super::support::response::RawResponse
        ) -> ::std::result::Result<super::error::ErrorBody, super::support::error::DecodeError> {
            response.text().map(super::error::ErrorBody::Text)
        }

        const ERRORS_0: &[super::support::operation::ErrorCase<super::error::ErrorBody>] = &[
            super::support::operation::ErrorCase {
                status: super::support::operation::StatusMatch::Range(4),
                kind: super::support::operation::Kind::Text,
                decode: error_0,
            }
        ];
        const SECURITY_0: &[&[usize]] = &[&[0]];

        /// The operation `getUser`, called by the method `get` of `Users`.
        #[derive(Clone, Copy, Debug)]
        pub enum GetUser {}

        impl super::support::operation::Operation for GetUser {
            type Output = super::types::User;
            type ErrorBody = super::error::ErrorBody;

            const ENDPOINT: &'static super::support::operation::Endpoint = &super::support::operation::Endpoint {
                name: "getUser",
                method: "GET",
                path: "/users/{id}",
                accept: "application/json",
                security: SECURITY_0,
                manual_redirect: false,
            };
            const ERRORS: &'static [super::support::operation::ErrorCase<Self::ErrorBody>] = ERRORS_0;

            fn decode(
                response: &super::support::response::RawResponse
            ) -> ::std::result::Result<Self::Output, super::support::error::DecodeError> {
                response.json()
            }
        }
    };
    assert_eq!(prettyplease::unparse(&printed), prettyplease::unparse(&expected));
}
